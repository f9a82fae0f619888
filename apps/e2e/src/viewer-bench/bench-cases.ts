import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { phantomFiles } from '@lectern/conduct';
import { code, parseInstance, type ParsedInstance, readPart10, toDicomJson, writeSegmentation } from '@lectern/dicom';
import type { Orientation } from '@lectern/contracts';
import type { DemoCase } from '../../../../tools/demo/demo-cases.js';
import { makeCase, planCohort } from '@lectern/phantom';
import type { Dataset, ServedInstance } from '../viewer-harness/test-images.js';

const SEED = 20261125;
const RADIUS = 12; // pixels
const DEPTH = 3; // slices to either side of the middle

/** One examination of the digital fetal brain as DICOM files, each stack with a segmentation, as a model would file it. */
export interface BenchCase {
  readonly studyInstanceUid: string;
  readonly stacks: readonly BenchStack[];
  /** As a coordinator uploads it. */
  readonly upload: DemoCase;
}

export interface BenchStack {
  readonly orientation: Orientation;
  readonly images: readonly Uint8Array[];
  readonly segmentation: Uint8Array;
}

/** As {@link benchCases}, painted once and kept in a folder: painting takes longer than some of what is measured. */
export function keptBenchCases(count: number, folder: string): readonly BenchCase[] {
  const file = join(folder, `cases-${SEED}-${count}`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as BenchCase[];
  const cases = benchCases(count);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, serialize(cases));
  return cases;
}

export function benchCases(count: number): BenchCase[] {
  const hospitals = ['A', 'B', 'C'] as const;
  return planCohort({ hospitals, cases: count, positiveFraction: 0.5, seed: SEED }).map((request, index) => {
    const made = makeCase(request);
    const label = `bench-${index + 1}`;
    const files = phantomFiles(made, { family: `bench ${SEED}`, label });
    const { positive, grade, site } = made.truth;
    const upload: DemoCase = {
      label,
      files,
      reference: { case: label, positive, grade, site, gestationalAgeWeeks: null },
      truth: { positive, lesions: [] },
    };
    const stacks = made.stacks.map(({ orientation }) => {
      const images = files.filter(({ name }) => name.startsWith(`${orientation}/`)).map(({ bytes }) => bytes);
      return { orientation, images, segmentation: discInTheMiddle(images.map((bytes) => parseInstance(bytes))) };
    });
    const [first] = files;
    if (!first) throw new Error('A phantom without files');
    return { studyInstanceUid: parseInstance(first.bytes).uids.studyInstanceUid, stacks, upload };
  });
}

/** The same place in each stack: what it shows matters to no time. */
function discInTheMiddle(images: readonly ParsedInstance[]): Uint8Array {
  const middle = Math.floor(images.length / 2);
  const shown = images.slice(Math.max(0, middle - DEPTH), middle + DEPTH + 1);
  const masks = new Map(
    shown.map(({ uids, geometry: { rows, columns } }) => [
      uids.sopInstanceUid,
      Uint8Array.from({ length: rows * columns }, (_, pixel) =>
        Math.hypot(Math.floor(pixel / columns) - rows / 2, (pixel % columns) - columns / 2) < RADIUS ? 1 : 0,
      ),
    ]),
  );
  const bytes = writeSegmentation({
    images,
    masks,
    segment: {
      label: 'GMH-IVH',
      category: code.abnormalStructure,
      type: code.haemorrhage,
      algorithm: { name: 'bench', version: '1' },
      cielab: [34_885, 53_485, 50_171],
    },
    contentDate: '20260115',
    contentTime: '101500',
  });
  if (!bytes) throw new Error('A segmentation without a mask');
  return bytes;
}

/** A case under other UIDs, as a DICOMweb gateway serves it: what is a different examination to a viewer. */
export interface ServedCase {
  readonly studyInstanceUid: string;
  readonly stacks: readonly {
    readonly orientation: Orientation;
    readonly seriesInstanceUid: string;
    readonly segmentationSeriesInstanceUid: string;
  }[];
  readonly series: ReadonlyMap<string, readonly ServedInstance[]>;
}

/** @param copy distinguishes the copies of one case */
export function servedCase({ studyInstanceUid, stacks }: BenchCase, copy: number): ServedCase {
  const series = new Map<string, readonly ServedInstance[]>();
  const named = stacks.map(({ orientation, images, segmentation }) => {
    const served = images.map((bytes) => servedInstance(bytes, copy));
    const seg = servedInstance(segmentation, copy);
    const [seriesInstanceUid, segmentationSeriesInstanceUid] = [seriesOf(served[0]), seriesOf(seg)];
    series.set(seriesInstanceUid, served).set(segmentationSeriesInstanceUid, [seg]);
    return { orientation, seriesInstanceUid, segmentationSeriesInstanceUid };
  });
  return { studyInstanceUid: `${studyInstanceUid}.${copy}`, stacks: named, series };
}

function servedInstance(bytes: Uint8Array, copy: number): ServedInstance {
  const { dataset, transferSyntax } = readPart10(bytes);
  const json = JSON.stringify(toDicomJson(dataset)).replace(/"(2\.25\.\d+)"/g, `"$1.${copy}"`);
  const { '7FE00010': _, ...metadata } = JSON.parse(json) as Dataset;
  const number = (tag: string): number => Number(metadata[tag]?.Value?.[0] ?? 1);
  const pixels = dataset.get('7FE00010');
  if (pixels?.kind !== 'value') throw new Error('Not written by this bench: compressed pixels');
  const size = (number('00280010') * number('00280011') * number('00280100')) / 8;
  const frames = Array.from({ length: number('00280008') }, (_, frame) =>
    pixels.bytes.slice(frame * size, (frame + 1) * size),
  );
  return { metadata, transferSyntax: transferSyntax.uid, frames };
}

const seriesOf = (instance: ServedInstance | undefined): string => String(instance?.metadata['0020000E']?.Value?.[0]);
