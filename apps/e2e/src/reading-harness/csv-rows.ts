/** The rows of a CSV text (RFC 4180) by the names of its first line. */
export function csvRows(text: string): Record<string, string>[] {
  const [names = [], ...rows] = lines(text);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ''])));
}

function lines(text: string): string[][] {
  const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  const all: string[][] = [[]];
  for (const [, quoted, plain, end] of text.trimEnd().matchAll(FIELD)) {
    all.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '') break;
    if (end === '\r\n') all.push([]);
  }
  return all;
}
