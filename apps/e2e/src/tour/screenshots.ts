/**
 * `npm run screenshots`: starts an installation, brings studies into every stage, and takes pictures of every page at three sizes, light and dark.
 * `--only TEXT` keeps to states whose name holds it, `--parts open,house,draft,running,locked,truthing,waiting,troubled,reading` to walks; `--language zh`;
 * `--out FOLDER` (default .lectern/screenshots; its index.html shows them all). Exit code 1 where a page is wider than its screen or axe finds something.
 * `--readme` takes the two pictures of the README instead, of the reads in `--mrmc FILE` the second.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { phantomCases } from '../../../../tools/demo/demo-cases.js';
import { ballCase } from '../reading-harness/ball-case.js';
import { lecternUp } from '../reading-harness/lectern-up.js';
import { haveOrthanc, startOrthanc, store } from '../viewer-bench/orthanc.js';
import { launchChromium } from '../viewer-harness/viewer-page.js';
import { Camera } from './camera.js';
import { pictureIndex } from './picture-index.js';
import { ReadmeCamera } from './readme-camera.js';
import { Tour, tourParts } from './tour.js';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const CASES = 4;
const { values } = parseArgs({
  options: {
    mrmc: { type: 'string' },
    readme: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: join(root, '.lectern', 'screenshots') },
    language: { type: 'string', default: 'en' },
    parts: { type: 'string', default: tourParts.join(',') },
  },
});
/** Named on the pages; nobody signs in by it here, so that nothing is asked of it. */
const provider = {
  LECTERN_SIGN_IN_OPENID_ISSUER: 'https://sign-in.hospital.example',
  LECTERN_SIGN_IN_OPENID_CLIENT_ID: 'lectern',
  LECTERN_SIGN_IN_OPENID_NAME: 'the hospital account',
};
const log = (line: string): void => void process.stderr.write(`${line}\n`);
const pictures = join(root, 'docs', 'pictures');
const folder = resolve(values.out);
if (!values.readme) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const [late, whole, ...cases] = phantomCases(CASES + 2);
const lacking = { ...whole!, files: whole!.files.slice(0, 3) };
const archive = haveOrthanc() ? await startOrthanc() : null;
if (archive)
  await store(
    archive,
    late!.files.map(({ bytes }) => bytes),
  );
else log('No Orthanc here: the search of an archive is left out.');
const lectern = await lecternUp(join(root, 'models'), provider);
const browser = await launchChromium();
const camera = new Camera(folder, log, values.only);
const readme = new ReadmeCamera(pictures);
const wanted = values.readme ? 'open,reading' : values.parts;
try {
  const material = {
    ...{ cases, late: late!, lacking, unlike: ballCase('ball', [12, -30, 45], true) },
    model: { id: 'fetal-gmh-ivh', version: '0.2.0' },
    archive: archive && `${archive.url}/dicom-web`,
    log,
  };
  const options = {
    language: values.language === 'zh' ? ('zh' as const) : ('en' as const),
    parts: tourParts.filter((part) => wanted.split(',').includes(part)),
    mrmcFile: values.mrmc,
  };
  await new Tour(browser, values.readme ? readme : camera, options).go(lectern.firstLink, material);
} finally {
  if (!values.readme) writeFileSync(join(folder, 'index.html'), pictureIndex(camera.pictures, camera.faults));
  await browser.close();
  await lectern.stop();
  await archive?.stop();
}
for (const fault of camera.faults) log(fault);
const taken = values.readme ? `${readme.pictures.join(', ')} in ${pictures}` : `${camera.pictures.length} pictures in ${folder}`; // prettier-ignore
process.stdout.write(`${taken}, ${camera.faults.length} faults\n`);
process.exitCode = camera.faults.length > 0 ? 1 : 0;
