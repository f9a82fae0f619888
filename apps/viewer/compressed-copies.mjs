import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
const SMALLEST = 10_000; // bytes; below, a copy saves no packet

/** Lays a gzip copy beside each script and style of a folder of pages, for a server that sends it to whoever accepts it. */
export async function addCompressedCopies(folder) {
  for (const file of await readdir(folder)) {
    if (!/\.(js|css|wasm)$/.test(file)) continue;
    const content = await readFile(join(folder, file));
    if (content.length > SMALLEST) await writeFile(join(folder, `${file}.gz`), await compress(content, { level: 6 }));
  }
}
