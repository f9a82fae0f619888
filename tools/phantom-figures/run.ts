/**
 * `npm run figures:phantom`: draws docs/phantom anew: the digital brain by age, hospital and haemorrhage, and its contrast beside that of real anatomy (the CC0 atlas in
 * ../shared/data/fetal-atlas-cc0; without it the page is left as it is).
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CaseRequest, type Grade, type HospitalName, makeCase, type Stack } from '@lectern/phantom';
import { readNifti, type Volume } from './nifti.js';
import { centred, type Picture, png, tiled } from './picture.js';
import { atlasContrast, type Contrast, phantomContrast } from './statistics.js';

const root = join(import.meta.dirname, '../..');
const out = join(root, 'docs/phantom');
const atlas = join(root, '../shared/data/fetal-atlas-cc0');
const AGES = [22, 26, 30, 34, 37];
const ATLAS_WEEKS = [22, 26, 30, 34];
const SIDE = 128;

const draw = (name: string, pictures: Picture[][]): void => writeFileSync(join(out, name), png(tiled(pictures)));

if (!existsSync(atlas)) {
  console.log('The atlas is not here: docs/phantom stays as it is.');
} else {
  draw(
    'ages.png',
    AGES.map((weeks) => threePlanes({ seed: 40 + weeks, hospital: 'A', grade: 0, gestationalAgeWeeks: weeks })),
  );
  draw(
    'hospitals.png',
    (['A', 'B', 'C'] as HospitalName[]).map((hospital) =>
      threePlanes({ seed: 7, hospital, grade: 0, gestationalAgeWeeks: 28 }),
    ),
  );
  draw(
    'haemorrhages.png',
    ([1, 2, 3, 4] as Grade[]).map((grade) =>
      [3, 4, 5, 6].map((seed) => mostBlood({ seed, hospital: 'A', grade, gestationalAgeWeeks: 27 })),
    ),
  );
  draw('real.png', [ATLAS_WEEKS.map((weeks) => atlasSlice(volumes(weeks).image))]);
  writeFileSync(join(out, 'README.md'), page());
  console.log(`${out}: page and figures`);
}

function page(): string {
  const names = Object.keys(phantomContrast(28, 'A')) as (keyof Contrast)[];
  const row = (name: string, contrast: Contrast): string =>
    `| ${[name, ...names.map((each) => contrast[each].toFixed(2))].join(' | ')} |`;
  const rows = ATLAS_WEEKS.flatMap((weeks) => {
    const { image, labels } = volumes(weeks);
    return [
      row(`atlas, ${weeks} weeks`, atlasContrast(image, labels)),
      row(`phantom A (TE 95 ms), ${weeks} weeks`, phantomContrast(weeks, 'A')),
    ];
  });
  return [
    '# The digital fetal brain beside real anatomy',
    '',
    'Made by `npm run figures:phantom`. Real: T2w atlas of the fetal brain (spina bifida aperta; Fidon et al. 2021, CC0 1.0), reconstructed from several stacks, skull and surroundings removed.',
    '',
    '| | |',
    '| --- | --- |',
    `| ![ages](ages.png) | Phantom, hospital A, at ${AGES.join(', ')} weeks: axial, coronal, sagittal. Folding begins at 23 weeks; second sulci between the first from 28. |`,
    `| ![real](real.png) | Atlas at ${ATLAS_WEEKS.join(', ')} weeks, axial: wide ventricles as in spina bifida. |`,
    '| ![hospitals](hospitals.png) | One head at hospitals A, B and C: echo time, field, resolution, noise, shading. |',
    '| ![haemorrhages](haemorrhages.png) | Grades I to IV (rows) of four heads at 27 weeks, axial slice with most blood. |',
    '',
    '## Contrast',
    '',
    'Mean signal of each tissue over that of the ventricles; phantom before coil and noise, three heads.',
    '',
    `| | ${names.join(' | ')} |`,
    `| --- | ${names.map(() => '---').join(' | ')} |`,
    ...rows,
    row('phantom B (TE 85 ms), 28 weeks', phantomContrast(28, 'B')),
    row('phantom C (TE 120 ms), 28 weeks', phantomContrast(28, 'C')),
    '',
    '## What differs',
    '',
    'White matter and cortex lie within 0.06 of the atlas at 95 ms. Deep grey matter, cerebellum and brainstem are darker in the phantom, the cerebellum by most: in the atlas it is as bright as white matter. The phantom has one relaxation time a tissue and sharp echo times; the atlas averages, reconstructs and rescales images of many scanners. Its white matter is layered where the phantom has a subplate and no more, its sulci have places and names where those of the phantom are random, and its ventricles are wide.',
    '',
  ].join('\n');
}

function threePlanes(request: CaseRequest): Picture[] {
  return makeCase(request).stacks.map((stack) => slicePicture(stack, stack.slices.length >> 1));
}

function mostBlood(request: CaseRequest): Picture {
  const [axial] = makeCase(request).stacks;
  if (!axial) throw new Error('a phantom without stacks');
  const blood = axial.slices.map(({ lesionMask }) => lesionMask.reduce((sum, value) => sum + value, 0));
  return slicePicture(axial, blood.indexOf(Math.max(...blood)));
}

function slicePicture(stack: Stack, index: number): Picture {
  const pixels = stack.slices[index]?.pixels ?? new Uint16Array();
  return centred({ rows: stack.rows, columns: stack.columns, values: scaled(Float32Array.from(pixels)) }, SIDE);
}

function volumes(weeks: number): { image: Volume; labels: Volume } {
  const folder = join(atlas, `GA${weeks}`);
  return { image: readNifti(join(folder, 'srr.nii.gz')), labels: readNifti(join(folder, 'parcellation.nii.gz')) };
}

/** A horizontal slice a little above the middle, front up. */
function atlasSlice({ size: [nx, ny, nz], values }: Volume): Picture {
  const k = (nz >> 1) + 6;
  const slice = new Float32Array(nx * ny);
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) slice[(ny - 1 - j) * nx + i] = values[(k * ny + j) * nx + i] as number;
  return centred({ rows: ny, columns: nx, values: scaled(slice) }, SIDE);
}

/** White at the 99.5th percentile. */
function scaled(values: Float32Array): Float32Array {
  const white = values.toSorted()[Math.floor(0.995 * (values.length - 1))] || 1;
  return values.map((value) => value / white);
}
