import { segmentationFrames } from '@lectern/dicom';
import type { CaseWithStacks, ImageRequest, StoredAiResult } from '@lectern/records';
import { ObjectMissingError } from '@lectern/storage';
import type { Actor, Images, ServedBytes, ServedFrames } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { framesKey, metadataKey, segmentationKey, segmentationMetadataKey } from '../object-keys.js';
import { renderedFrame, thumbnailSize } from './rendered.js';
import { ImageReach, type Judgement, type ShownModel } from './reach.js';

type Asked = Pick<ImageRequest, 'kind' | 'seriesUid' | 'sopUid'>;

/** One answer for all that is refused: what is not there, and what this person may not have now. */
const noImages = (): NotFound => new NotFound('no-images', 'There are no such images.');

/** Samples as they are, little endian (PS3.18, 8.7.3.3.2). */
const nativeFrame = 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1';

/** Images as DICOMweb answers, judged request by request and logged. */
export class JudgedImages implements Images {
  private readonly reach: ImageReach;

  constructor(private readonly deps: ConductDeps) {
    this.reach = new ImageReach(deps.records);
  }

  async series(actor: Actor, studyUid: string): Promise<unknown[]> {
    const known = await this.caseOf(studyUid);
    await this.judgeSource(actor, { kind: 'series', seriesUid: null, sopUid: null }, known);
    const source = known.stacks.map(({ detail }) => (detail as { series: unknown }).series);
    return [...source, ...(await this.reachableSegmentations(actor, known))];
  }

  async metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes> {
    const known = await this.caseOf(studyUid);
    const result = await this.judged(actor, { kind: 'metadata', seriesUid, sopUid: null }, known);
    const key = result ? segmentationMetadataKey(result.id, seriesUid) : metadataKey(known.id, seriesUid);
    return this.served(key, 'application/dicom+json');
  }

  async frames(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string,
    numbers: readonly number[],
  ): Promise<ServedFrames> {
    const known = await this.caseOf(studyUid);
    const result = await this.judged(actor, { kind: 'frame', seriesUid, sopUid }, known);
    const stored = result
      ? segmentationFrames(await this.storedSegmentation(result, seriesUid, sopUid))
      : [await this.sourceFrame(known, seriesUid, sopUid)];
    const frames = numbers.flatMap((number) => stored[number - 1] ?? []);
    if (frames.length !== numbers.length) throw noImages();
    return { frames, contentType: nativeFrame };
  }

  async rendered(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string | null,
    most: number = thumbnailSize,
  ): Promise<ServedBytes> {
    const known = await this.caseOf(studyUid);
    const result = await this.judged(actor, { kind: 'rendered', seriesUid, sopUid }, known);
    const stack = known.stacks.find((each) => each.seriesInstanceUid === seriesUid);
    const shown = sopUid ?? stack?.sopInstanceUids[stack.sopInstanceUids.length >> 1];
    if (result || !stack || !shown) throw noImages();
    const bytes = renderedFrame(stack, await this.sourceFrame(known, seriesUid, shown), most);
    return { bytes, contentType: 'image/png' };
  }

  async instance(actor: Actor, studyUid: string, seriesUid: string, sopUid: string): Promise<ServedBytes> {
    const known = await this.caseOf(studyUid);
    const result = await this.judged(actor, { kind: 'instance', seriesUid, sopUid }, known);
    if (!result) throw noImages();
    return { bytes: await this.storedSegmentation(result, seriesUid, sopUid), contentType: 'application/dicom' };
  }

  private async sourceFrame(known: CaseWithStacks, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const stack = known.stacks.find((each) => each.seriesInstanceUid === seriesUid);
    const place = stack?.sopInstanceUids.indexOf(sopUid) ?? -1;
    if (!stack || place < 0) throw noImages();
    const { frameBytes } = stack.detail as { frameBytes: number };
    const [start, end] = [place * frameBytes, (place + 1) * frameBytes];
    return orNone(this.deps.store.getRange(framesKey(known.id, seriesUid), start, end));
  }

  private async storedSegmentation(result: StoredAiResult, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const segmentation = result.segmentations.find((each) => each.seriesInstanceUid === seriesUid);
    if (segmentation?.sopInstanceUid !== sopUid) throw noImages();
    return (await this.served(segmentationKey(result.id, sopUid), 'application/dicom')).bytes;
  }

  private async caseOf(studyUid: string): Promise<CaseWithStacks> {
    const known = await this.reach.servedCase(studyUid);
    if (!known) throw noImages();
    return known;
  }

  /**
   * Judges what a request names. @returns the AI result whose segmentation the series is; null for a source series
   * @throws NotFound for what may not be had, and for what does not exist
   */
  private async judged(actor: Actor, asked: Asked, known: CaseWithStacks): Promise<StoredAiResult | null> {
    if (known.stacks.some((stack) => stack.seriesInstanceUid === asked.seriesUid)) {
      await this.judgeSource(actor, asked, known);
      return null;
    }
    const shown = await this.reach.shownModels(actor, known.id);
    const result = shown.length > 0 ? await this.deps.records.read.aiResults.findBySeries(asked.seriesUid ?? '') : null;
    const kind = result?.segmentations.find((each) => each.seriesInstanceUid === asked.seriesUid)?.kind;
    const by =
      result && result.caseId === known.id ? shown.filter(isOf(result)).find((each) => each.kind === kind) : undefined;
    this.note(actor, asked, known, { granted: by !== undefined, readId: by?.readId ?? null });
    if (!by) throw noImages();
    return result;
  }

  /** @throws NotFound */
  private async judgeSource(actor: Actor, asked: Asked, known: CaseWithStacks): Promise<void> {
    const judgement = await this.reach.judgeSource(actor, known.id);
    this.note(actor, asked, known, judgement);
    if (!judgement.granted) throw noImages();
  }

  private note({ user }: Actor, asked: Asked, { studyInstanceUid }: CaseWithStacks, judgement: Judgement): void {
    this.deps.records.imageAccess.note({ ...asked, studyUid: studyInstanceUid ?? '', userId: user, ...judgement });
  }

  /** Series-level DICOM JSON of the segmentations that this person may have now. */
  private async reachableSegmentations(actor: Actor, known: CaseWithStacks): Promise<unknown[]> {
    const shown = await this.reach.shownModels(actor, known.id);
    if (shown.length === 0) return [];
    const results = await this.deps.records.read.aiResults.ofCases([known.id]);
    return results.flatMap((result) => {
      const kinds = new Set<string>(shown.filter(isOf(result)).map(({ kind }) => kind));
      const own = result.segmentations.filter(({ kind }) => kinds.has(kind));
      return own.map((each) => segmentationSeries(known, each.seriesInstanceUid));
    });
  }

  private async served(key: string, contentType: string): Promise<ServedBytes> {
    return { bytes: await orNone(this.deps.store.get(key)), contentType };
  }
}

const isOf =
  ({ modelVersion }: StoredAiResult) =>
  ({ model, version }: ShownModel): boolean =>
    modelVersion.model === model && modelVersion.version === version;

function segmentationSeries({ studyInstanceUid }: CaseWithStacks, seriesUid: string): object {
  return {
    '00080060': { vr: 'CS', Value: ['SEG'] },
    '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
    '0020000E': { vr: 'UI', Value: [seriesUid] },
    '00201209': { vr: 'IS', Value: [1] },
  };
}

/** What the store does not have is answered like what may not be reached. */
async function orNone<T>(stored: Promise<T>): Promise<T> {
  try {
    return await stored;
  } catch (error) {
    if (error instanceof ObjectMissingError) throw noImages();
    throw error;
  }
}
