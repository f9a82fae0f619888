/**
 * `npm run validate:objects`: what Lectern writes, judged by others. highdicom reads the segmentations of stacks of every shape; dciodvfy (dicom3tools, where
 * installed) finds no error in de-identified images, segmentations and reports of scores that the images did not have before.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPython, pythonLines } from '../intake/python.js';
import { scoreOf, shapes, writeStack } from './stacks.js';

interface Overlap {
  readonly name: string;
  readonly mask: number;
  readonly segmentation: number;
  readonly both: number;
  readonly frames: number;
  readonly placed: number;
  readonly score: number;
  /** Whether the report names just the images of its stack. */
  readonly evidence: boolean;
}

installPython();
const root = mkdtempSync(join(tmpdir(), 'lectern-objects-'));
try {
  for (const shape of shapes) writeStack(join(root, shape.name), shape);
  const overlaps = (
    await pythonLines(
      '../objects/segmentation.py',
      shapes.map(({ name }) => join(root, name)),
    )
  ).map((line) => JSON.parse(line) as Overlap);
  const text = tabulated(overlaps, newErrors(root));
  writeFileSync(fileURLToPath(new URL('./table.md', import.meta.url)), text);
  process.stdout.write(text);
} finally {
  rmSync(root, { recursive: true });
}

/** Errors of dciodvfy, by object, that the images did not have as they came; undefined where the tool is not installed. */
function newErrors(folder: string): { object: string; errors: string[] }[] | undefined {
  if (spawnSync('dciodvfy', ['-version']).error) return undefined;
  return shapes.flatMap(({ name }) => {
    const stack = join(folder, name);
    const before = new Set(
      readdirSync(join(stack, 'originals')).flatMap((file) => errorsIn(join(stack, 'originals', file))),
    );
    const images = readdirSync(stack)
      .filter((file) => file.endsWith('.dcm'))
      .flatMap((file) => errorsIn(join(stack, file)));
    return [
      { object: `images, ${name}`, errors: [...new Set(images)].filter((error) => !before.has(error)) },
      { object: `segmentation, ${name}`, errors: errorsIn(join(stack, 'segmentation.seg')) },
      { object: `report, ${name}`, errors: errorsIn(join(stack, 'score.sr')) },
    ];
  });
}

/** As a decimal string of at most 16 characters holds it (VR DS). */
function decimal(value: number): number {
  return Number(value.toPrecision(14));
}

function errorsIn(file: string): string[] {
  const { stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' });
  return stderr.split('\n').filter((line) => line.startsWith('Error'));
}

function tabulated(overlaps: readonly Overlap[], found: ReturnType<typeof newErrors>): string {
  const whole = overlaps.filter(
    ({ mask, segmentation, both, frames, placed }) => mask === both && segmentation === both && frames === placed,
  );
  const errors = (found ?? []).flatMap(({ object, errors: each }) => each.map((error) => `- ${object}: ${error}`));
  const told = overlaps.filter(({ score, evidence }) => evidence && score === decimal(scoreOf(9)));
  const sound = whole.length === shapes.length && told.length === shapes.length && errors.length === 0;
  process.exitCode = sound ? 0 : 1;
  const iod = found
    ? `${errors.length} new errors of dciodvfy in ${found.length} kinds of objects (goal 0)`
    : 'dciodvfy is not installed: not tried';
  return [
    '# What Lectern writes, judged by others',
    '',
    'Made by `npm run validate:objects`. Overlap: voxels of the segmentation as highdicom 0.28.2 reads it, beside those of the masks that it was written from; in place: frames whose position and',
    'orientation are those of their image. Score: as highdicom reads it from the measurement report (SR).',
    '',
    '| stack | voxels of the masks | of the segmentation | of both | frames | in place | score |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...overlaps.map(
      ({ name, mask, segmentation, both, frames, placed, score }) =>
        `| ${name} | ${mask} | ${segmentation} | ${both} | ${frames} | ${placed} | ${score} |`,
    ),
    '',
    ...errors,
    `${whole.length} of ${shapes.length} stacks with an overlap of 100% (goal ${shapes.length}); ${told.length} of ${shapes.length} scores read as they were (goal ${shapes.length}); ${iod}: ${sound ? 'met' : 'MISSED'}`,
    '',
  ].join('\n');
}
