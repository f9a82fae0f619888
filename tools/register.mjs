/**
 * Lets Node run the TypeScript of tools as it is: `node --import ./tools/register.mjs tools/demo/main.ts`. Rooms are taken from their sources, and
 * `./x.js` stands for `./x.ts`, as the compiler reads them.
 */
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
