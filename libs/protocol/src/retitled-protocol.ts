import { parseDocument } from 'yaml';

/** The protocol text under another title; comments and layout stay. */
export function retitledProtocol(text: string, title: string): string {
  const document = parseDocument(text);
  document.set('title', title);
  return text.trimStart().startsWith('{')
    ? JSON.stringify(document.toJS(), null, 2)
    : document.toString({ lineWidth: 0 });
}
