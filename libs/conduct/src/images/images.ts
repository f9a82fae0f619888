import { segmentationFrames } from '@lectern/dicom';
import type { CaseWithStacks, ImageRequest, StoredAiResult } from '@lectern/records';
import { ObjectMissingError } from '@lectern/storage';
import type { Actor, Images, ServedBytes, ServedFrames } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { frameKey, metadataKey, segmentationKey, segmentationMetadataKey } from '../object-keys.js';
import { ImageReach } from './reach.js';

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
    await this.judge(actor, { kind: 'series', seriesUid: null, sopUid: null }, known, null);
    const source = known.stacks.map(({ detail }) => (detail as { series: unknown }).series);
    return [...source, ...(await this.reachableSegmentations(actor, known))];
  }

  async metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes> {
    const known = await this.caseOf(studyUid);
    const result = await this.resultOfSeries(known, seriesUid);
    await this.judge(actor, { kind: 'metadata', seriesUid, sopUid: null }, known, result);
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
    const result = await this.resultOfSeries(known, seriesUid);
    await this.judge(actor, { kind: 'frame', seriesUid, sopUid }, known, result);
    const stored = result
      ? segmentationFrames(await this.storedSegmentation(result, seriesUid, sopUid))
      : [await this.sourceFrame(known, seriesUid, sopUid)];
    const frames = numbers.flatMap((number) => stored[number - 1] ?? []);
    if (frames.length !== numbers.length) throw noImages();
    return { frames, contentType: nativeFrame };
  }

  async instance(actor: Actor, studyUid: string, seriesUid: string, sopUid: string): Promise<ServedBytes> {
    const known = await this.caseOf(studyUid);
    const result = await this.resultOfSeries(known, seriesUid);
    await this.judge(actor, { kind: 'instance', seriesUid, sopUid }, known, result);
    if (!result) throw noImages();
    return { bytes: await this.storedSegmentation(result, seriesUid, sopUid), contentType: 'application/dicom' };
  }

  private async sourceFrame(known: CaseWithStacks, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const stack = known.stacks.find((each) => each.seriesInstanceUid === seriesUid);
    if (!stack?.sopInstanceUids.includes(sopUid)) throw noImages();
    return (await this.served(frameKey(known.id, seriesUid, sopUid, 1), nativeFrame)).bytes;
  }

  private async storedSegmentation(result: StoredAiResult, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const segmentation = result.segmentations.find((each) => each.seriesInstanceUid === seriesUid);
    if (segmentation?.sopInstanceUid !== sopUid) throw noImages();
    return (await this.served(segmentationKey(result.id, sopUid), 'application/dicom')).bytes;
  }

  private async caseOf(studyUid: string): Promise<CaseWithStacks> {
    const known = await this.reach.readyCase(studyUid);
    if (!known) throw noImages();
    return known;
  }

  /** The AI result whose segmentation a series is; null for a source series. @throws NotFound for a series of neither kind */
  private async resultOfSeries(known: CaseWithStacks, seriesUid: string): Promise<StoredAiResult | null> {
    if (known.stacks.some((stack) => stack.seriesInstanceUid === seriesUid)) return null;
    const result = await this.deps.records.read.aiResults.findBySeries(seriesUid);
    if (result?.caseId !== known.id) throw noImages();
    return result;
  }

  /** @throws NotFound */
  private async judge(actor: Actor, asked: Asked, known: CaseWithStacks, result: StoredAiResult | null): Promise<void> {
    const resource = result ? segmentationOf(known, result) : ({ kind: 'source', caseId: known.id } as const);
    const { granted, readId } = await this.reach.judge(actor, resource);
    const studyUid = known.studyInstanceUid ?? '';
    this.deps.records.imageAccess.note({ ...asked, studyUid, userId: actor.user, readId, granted });
    if (!granted) throw noImages();
  }

  /** Series-level DICOM JSON of the segmentations that this person may have now. */
  private async reachableSegmentations(actor: Actor, known: CaseWithStacks): Promise<unknown[]> {
    const listed: unknown[] = [];
    for (const result of await this.deps.records.read.aiResults.ofCases([known.id])) {
      const { granted } = await this.reach.judge(actor, segmentationOf(known, result));
      if (granted)
        listed.push(...result.segmentations.map((each) => segmentationSeries(known, each.seriesInstanceUid)));
    }
    return listed;
  }

  private async served(key: string, contentType: string): Promise<ServedBytes> {
    try {
      return { bytes: await this.deps.store.get(key), contentType };
    } catch (error) {
      if (error instanceof ObjectMissingError) throw noImages();
      throw error;
    }
  }
}

function segmentationOf({ id }: CaseWithStacks, { modelVersion: { model, version } }: StoredAiResult) {
  return { kind: 'segmentation', caseId: id, model, version } as const;
}

function segmentationSeries({ studyInstanceUid }: CaseWithStacks, seriesUid: string): object {
  return {
    '00080060': { vr: 'CS', Value: ['SEG'] },
    '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
    '0020000E': { vr: 'UI', Value: [seriesUid] },
    '00201209': { vr: 'IS', Value: [1] },
  };
}
