/** `npm run docs:statistics`: writes the API pages of libs/statistics from its docstrings. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { statisticsApi } from './statistics-api.js';

const pages = statisticsApi();
const folder = dirname(pages[0]!.path);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
for (const { path, text } of pages) writeFileSync(path, text);
process.stdout.write(`${pages.length} pages in ${folder}\n`);
