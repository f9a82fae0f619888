/** The keys of a page of ListObjectsV2, in order. */
export function keysOf(page: string): string[] {
  return [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => unescaped(key));
}

/** Where the next page begins; undefined after the last. */
export function nextPageOf(page: string): string | undefined {
  if (!/<IsTruncated>true<\/IsTruncated>/i.test(page)) return undefined;
  const token = /<NextContinuationToken>([^<]*)<\/NextContinuationToken>/.exec(page)?.[1];
  return token === undefined ? undefined : unescaped(token);
}

/** What an element of an answer says. @throws Error where there is none */
export function textOf(answer: string, element: string): string {
  const text = new RegExp(`<${element}>([^<]*)</${element}>`).exec(answer)?.[1];
  if (text === undefined) throw new Error(`the object store's answer has no ${element}`);
  return unescaped(text);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
