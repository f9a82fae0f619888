import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DicomRefusedError, parseInstance, readSegmentation, type Stack, stacksOf } from '@lectern/dicom';
import type { InferenceStack, Masks } from '@lectern/inference';
import { MrmcFileError, readCsvTable } from '@lectern/mrmc-files';
import { Invalid, NotFound } from '../errors.js';
import { inferenceStackOf } from './inference-stack.js';

/** A row of `reference.csv`: what is true of an examination. */
export interface ExaminationTruth {
  readonly case: string;
  readonly positive: boolean;
  readonly grade: number;
  readonly gestationalAgeWeeks: number;
  readonly hospital: string;
  readonly lesionMl: number;
}

/** One examination, ready for a model: its stacks and, for those that show haemorrhage, the reference's masks. */
export interface Examination {
  readonly truth: ExaminationTruth;
  readonly stacks: readonly { readonly plane: string; readonly input: InferenceStack; readonly reference?: Masks }[];
}

const required = ['case', 'positive', 'grade', 'ga_weeks', 'site', 'lesion_ml'] as const;

/**
 * The reference standard of a folder of examinations.
 *
 * @throws NotFound without `reference.csv`
 * @throws Invalid naming line and column
 */
export async function readTruths(folder: string): Promise<ExaminationTruth[]> {
  const path = join(folder, 'reference.csv');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new NotFound(
      'no-reference',
      `There is no ${path}.`,
      'Name a folder with reference.csv beside one folder a case.',
    );
  });
  try {
    return readCsvTable(text, required, []).rows.map((row) => ({
      case: row.text('case'),
      positive: row.flag('positive'),
      grade: row.number('grade'),
      gestationalAgeWeeks: row.number('ga_weeks'),
      hospital: row.text('site'),
      lesionMl: row.number('lesion_ml'),
    }));
  } catch (error) {
    if (!(error instanceof MrmcFileError)) throw error;
    throw new Invalid('bad-reference', `${path}: ${error.message}`, 'Correct the file.');
  }
}

/**
 * Reads one examination: `<case>/**` DICOM images at any depth, `reference/<case>/*.dcm` segmentations of them.
 *
 * @throws NotFound without images
 * @throws Invalid naming the file that cannot be read or does not fit
 */
export async function readExamination(folder: string, truth: ExaminationTruth): Promise<Examination> {
  const files = await dicomFiles(join(folder, truth.case));
  if (files.length === 0)
    throw new NotFound(
      'no-images',
      `${join(folder, truth.case)} holds no DICOM files.`,
      'Add them, or remove the row from reference.csv.',
    );
  const images = await Promise.all(files.map((path) => read(path, parseInstance)));
  const masks = new Map<string, Uint8Array>();
  for (const path of await dicomFiles(join(folder, 'reference', truth.case))) {
    for (const { sopInstanceUid, mask } of (await read(path, readSegmentation)).frames) masks.set(sopInstanceUid, mask);
  }
  const known = new Set(images.map(({ uids }) => uids.sopInstanceUid));
  if ([...masks.keys()].some((uid) => !known.has(uid)))
    throw new Invalid(
      'foreign-reference',
      `The reference of ${truth.case} lies on images that are not among its own.`,
      'Put the segmentation beside the examination that it was drawn on.',
    );
  if (truth.positive === (masks.size === 0))
    throw new Invalid(
      'reference-differs',
      `reference.csv calls ${truth.case} ${truth.positive ? 'positive, but there is no segmentation' : 'negative, but there is a segmentation'}.`,
      'Correct the row or the segmentations.',
    );
  return { truth, stacks: stacksOf(images).map((stack) => loaded(stack, masks)) };
}

function loaded(stack: Stack, masks: ReadonlyMap<string, Uint8Array>): Examination['stacks'][number] {
  const input = inferenceStackOf(stack);
  const shown = stack.instances.some(({ uids }) => masks.has(uids.sopInstanceUid));
  const reference = input.slices.map(({ id }) => masks.get(id) ?? new Uint8Array(input.rows * input.columns));
  return { plane: stack.plane, input, ...(shown ? { reference } : {}) };
}

async function dicomFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dcm'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function read<T>(path: string, parse: (bytes: Uint8Array) => T): Promise<T> {
  const bytes = new Uint8Array(await readFile(path));
  try {
    return parse(bytes);
  } catch (error) {
    if (!(error instanceof DicomRefusedError)) throw error;
    throw new Invalid('bad-dicom', `${path}: ${error.message}`, 'Replace the file, or take it out of the folder.');
  }
}
