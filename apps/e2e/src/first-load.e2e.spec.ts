// What a browser must load before the first page stands, as the built application lies in its folder: the server sends the gzip copies that lie beside the files.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../web/dist/browser');
const MOST = 500_000; // bytes

test('index.html and all that it loads at first stay under 500 kB as they are sent', () => {
  const files = loadedAtFirst();
  const sent = files.map((file) => ({ file, bytes: sentBytes(file) }));
  expect(files.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(1);
  expect(files.some((file) => file.endsWith('.css'))).toBe(true);
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MOST) throw new Error(`${total} bytes: ${JSON.stringify(sent)}`);
});

/** index.html, what it names, what those scripts import before they run, and what those styles fetch. */
function loadedAtFirst(): string[] {
  const found = new Set<string>();
  const take = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const text = readFileSync(join(folder, file), 'utf8');
    for (const next of referencesIn(file, text)) take(next);
  };
  take('index.html');
  return [...found];
}

function referencesIn(file: string, text: string): string[] {
  if (file.endsWith('.html')) return matches(text, /<(?:script|link)[^>]*\s(?:src|href)="\/?([^":]+\.\w+)"/g);
  if (file.endsWith('.css')) return matches(text, /url\(["']?(?:\.?\/)?([^"')#?]+\.(?:woff2?|ttf|svg|png))/g);
  if (file.endsWith('.js')) return matches(text, /(?:from|import)\s*"\.\/([^"]+\.js)"/g);
  return [];
}

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

const sentBytes = (file: string): number => {
  const copy = join(folder, `${file}.gz`);
  return statSync(existsSync(copy) ? copy : join(folder, file)).size;
};
