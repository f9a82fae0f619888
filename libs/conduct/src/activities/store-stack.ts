import {
  decodedFrameOf,
  deidentifier,
  indexSeries,
  instanceOf,
  stackGridOf,
  stackHash,
  stackQuality,
  valuesOf,
  windowOf,
  type GreyWindow,
  type IndexedSeries,
  type ParsedInstance,
  type Plane,
  type PlaneSource,
  type TouchedTag,
} from '@lectern/dicom';
import type { CaseChecks, StackGrid, StackQuality, TouchedAttribute } from '@lectern/contracts';
import type { StoredFrames } from '../images/stored-frames.js';
import { framesKey, metadataKey } from '../object-keys.js';
import type { ActivityDeps } from './activity-deps.js';
import type { CaseFiles } from './case-files.js';
import { compressedStack } from './compressed-stack.js';
import { caseKey } from './deidentification-key.js';

export interface StoredStack {
  readonly series: IndexedSeries;
  readonly hash: string;
  /** The plane's name, where it is not that of the nearest axis, and what it rests on. */
  readonly plane?: Plane;
  readonly planeFrom?: PlaneSource;
  readonly frames: StoredFrames;
  readonly grid: StackGrid;
  /** How its frames are shown. */
  readonly quality: StackQuality;
  readonly shown: { readonly window: GreyWindow; readonly signed: boolean; readonly inverted: boolean };
  /** Attributes that de-identification touched in any image. */
  readonly touched: readonly TouchedAttribute[];
}

/** A series as it lies in the quarantine. */
interface SeriesFiles {
  readonly series: string;
  /** Those of the files that hold images of it. */
  readonly numbers: Iterable<number>;
  readonly files: CaseFiles;
  readonly checks: CaseChecks;
}

/** De-identifies the images of one series and stores their frames, as one object, and their metadata, ready to be served. */
export async function storeStack(
  deps: ActivityDeps,
  caseId: string,
  { series: seriesUid, numbers, files, checks }: SeriesFiles,
): Promise<StoredStack> {
  const { store, deidentificationKey, deidentification } = deps;
  const deidentified = deidentifier({ ...deidentification, key: caseKey(deidentificationKey, caseId) });
  const images: ParsedInstance[] = [];
  const report = new TouchedReport();
  for (const file of numbers) {
    for (const image of (await files.decoded(file)).images) {
      if (image.uids.seriesInstanceUid !== seriesUid) continue;
      const cleaned = deidentified(image);
      report.add(cleaned.touched);
      images.push(instanceOf(cleaned.part10, { modalities: checks.modalities }));
    }
  }
  const compressed = deps.frames === 'htj2k' ? await compressedStack(images) : undefined;
  const [series] = indexSeries(compressed ?? images);
  const [first] = images;
  if (!series || !first) throw new Error('a series without images');
  const { seriesInstanceUid, instances } = series;
  const metadata = JSON.stringify(instances.map((instance) => instance.metadata));
  await store.putAll(
    new Map([
      [framesKey(caseId, seriesInstanceUid), Buffer.concat(instances.map(({ frame }) => frame))],
      [metadataKey(caseId, seriesInstanceUid), Buffer.from(metadata)],
    ]),
  );
  return {
    series,
    hash: stackHash(images.map(decodedFrameOf)),
    frames: {
      frameBytes: first.pixels.frame.length,
      ...(compressed && { htj2kEnds: endsOf(instances) }),
    },
    grid: stackGridOf(images),
    shown: shownAs(images),
    quality: qualityOf(images, series),
    touched: report.attributes(),
  };
}

function endsOf(instances: IndexedSeries['instances']): number[] {
  let end = 0;
  return instances.map(({ frame }) => (end += frame.length));
}

/** Of the images in the order of their place. */
function qualityOf(
  images: readonly ParsedInstance[],
  { instances, pixelSpacing, spacingMm }: IndexedSeries,
): StackQuality {
  const byUid = new Map(images.map((image) => [image.uids.sopInstanceUid, image] as const));
  const slices = instances.flatMap(({ sopInstanceUid }) => {
    const image = byUid.get(sopInstanceUid);
    return image ? [{ ...sizeOf(image), values: valuesOf(image.dataset, image.pixels) }] : [];
  });
  return stackQuality({ slices, pixelSpacing, spacingMm });
}

const sizeOf = ({ pixels: { rows, columns } }: ParsedInstance) => ({ rows, columns });

function shownAs(images: readonly ParsedInstance[]): StoredStack['shown'] {
  const frames = images.map(({ pixels }) => pixels);
  const [first] = frames;
  return {
    window: windowOf(frames),
    signed: first?.signed ?? false,
    inverted: first?.photometric === 'MONOCHROME1',
  };
}

/** Every attribute that was touched, items of sequences taken together, with the number of times. */
class TouchedReport {
  private readonly counts = new Map<string, TouchedAttribute>();

  add(touched: readonly TouchedTag[]): void {
    for (const { path, action, rule } of touched) {
      const attribute = path.replace(/\[\d+\]/g, '[]');
      const key = `${attribute} ${action} ${rule}`;
      const times = (this.counts.get(key)?.times ?? 0) + 1;
      this.counts.set(key, { attribute, action, rule, times });
    }
  }

  attributes(): TouchedAttribute[] {
    return [...this.counts.values()].sort((a, b) => (a.attribute < b.attribute ? -1 : 1));
  }
}

/** The row of a stack that was stored. */
export function stackRow(
  { series, hash, frames, grid, shown, quality, plane = series.plane, planeFrom = 'axes' }: StoredStack,
  caseId: string,
  id: string,
) {
  const { seriesInstanceUid, studyInstanceUid, rows, columns, pixelSpacing, spacingMm, instances } = series;
  return {
    id,
    caseId,
    orientation: plane,
    seriesInstanceUid,
    slices: instances.length,
    rows,
    columns,
    sopInstanceUids: instances.map(({ sopInstanceUid }) => sopInstanceUid),
    detail: {
      pixelHash: hash,
      planeFrom,
      ...shown,
      quality,
      ...frames,
      grid,
      pixelSpacing,
      spacingMm: spacingMm ?? null,
      series: {
        '00080060': { vr: 'CS', Value: [series.modality] },
        '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
        '0020000E': { vr: 'UI', Value: [seriesInstanceUid] },
        '00201209': { vr: 'IS', Value: [instances.length] },
      },
    },
  };
}
