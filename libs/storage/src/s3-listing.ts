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

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
