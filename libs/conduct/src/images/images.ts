import type { CaseWithStacks, ImageRequest, StoredAiResult } from '@lectern/records';
import { ObjectMissingError } from '@lectern/storage';
import type { Actor, Images, ServedBytes } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { frameKey, metadataKey, segmentationKey, segmentationMetadataKey } from '../object-keys.js';
import { ImageReach } from './reach.js';

type Asked = Pick<ImageRequest, 'kind' | 'studyUid' | 'seriesUid' | 'sopUid'>;

/** One answer for all that is refused: what is not there, and what this person may not have now. */
const noImages = (): NotFound => new NotFound('no-images', 'There are no such images.');

/** Images as DICOMweb answers, judged request by request and logged. */
export function images(deps: ConductDeps): Images {
  const { records, store } = deps;
  const reach = new ImageReach(records);

  const caseOf = async (studyUid: string): Promise<CaseWithStacks> => {
    const known = await reach.readyCase(studyUid);
    if (!known) throw noImages();
    return known;
  };
  const judged = async (
    actor: Actor,
    asked: Asked,
    known: CaseWithStacks,
    result: StoredAiResult | null,
  ): Promise<void> => {
    const resource = result
      ? ({ kind: 'segmentation', caseId: known.id, ...modelOf(result) } as const)
      : ({ kind: 'source', caseId: known.id } as const);
    const { granted, readId } = await reach.judge(actor, resource);
    records.imageAccess.note({ ...asked, userId: actor.user, readId, granted });
    if (!granted) throw noImages();
  };
  /** The AI result whose segmentation a series is; null for a source series. @throws NotFound for a series of neither kind */
  const resultOfSeries = async (known: CaseWithStacks, seriesUid: string): Promise<StoredAiResult | null> => {
    if (known.stacks.some((stack) => stack.seriesInstanceUid === seriesUid)) return null;
    const result = await records.read.aiResults.findBySeries(seriesUid);
    if (result?.caseId !== known.id) throw noImages();
    return result;
  };
  const served = async (key: string, contentType: string): Promise<ServedBytes> => {
    try {
      return { bytes: await store.get(key), contentType };
    } catch (error) {
      if (error instanceof ObjectMissingError) throw noImages();
      throw error;
    }
  };

  return {
    series: async (actor, studyUid) => {
      const known = await caseOf(studyUid);
      await judged(actor, { kind: 'series', studyUid, seriesUid: null, sopUid: null }, known, null);
      const source = known.stacks.map(({ detail }) => (detail as { series: unknown }).series);
      return [...source, ...(await reachableSegmentations(deps, reach, actor, known))];
    },
    metadata: async (actor, studyUid, seriesUid) => {
      const known = await caseOf(studyUid);
      const result = await resultOfSeries(known, seriesUid);
      await judged(actor, { kind: 'metadata', studyUid, seriesUid, sopUid: null }, known, result);
      const key = result ? segmentationMetadataKey(result.id, seriesUid) : metadataKey(known.id, seriesUid);
      return served(key, 'application/dicom+json');
    },
    frame: async (actor, studyUid, seriesUid, sopUid, frame) => {
      const known = await caseOf(studyUid);
      await judged(
        actor,
        { kind: 'frame', studyUid, seriesUid, sopUid },
        known,
        await resultOfSeries(known, seriesUid),
      );
      const stack = known.stacks.find((each) => each.seriesInstanceUid === seriesUid);
      if (!stack?.sopInstanceUids.includes(sopUid) || frame !== 1) throw noImages();
      return served(frameKey(known.id, seriesUid, sopUid, frame), nativeFrame);
    },
    instance: async (actor, studyUid, seriesUid, sopUid) => {
      const known = await caseOf(studyUid);
      const result = await resultOfSeries(known, seriesUid);
      await judged(actor, { kind: 'instance', studyUid, seriesUid, sopUid }, known, result);
      const segmentation = result?.segmentations.find((each) => each.seriesInstanceUid === seriesUid);
      if (!result || segmentation?.sopInstanceUid !== sopUid) throw noImages();
      return served(segmentationKey(result.id, sopUid), 'application/dicom');
    },
  };
}

/** Samples as they are, little endian (PS3.18, 8.7.3.3.2). */
const nativeFrame = 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1';

const modelOf = ({ modelVersion: { model, version } }: StoredAiResult) => ({ model, version });

/** Series-level DICOM JSON of the segmentations that this person may have now. */
async function reachableSegmentations(
  { records }: ConductDeps,
  reach: ImageReach,
  actor: Actor,
  known: CaseWithStacks,
): Promise<unknown[]> {
  const listed: unknown[] = [];
  for (const result of await records.read.aiResults.ofCases([known.id])) {
    const { granted } = await reach.judge(actor, { kind: 'segmentation', caseId: known.id, ...modelOf(result) });
    if (granted)
      listed.push(...result.segmentations.map(({ seriesInstanceUid }) => segmentationSeries(known, seriesInstanceUid)));
  }
  return listed;
}

function segmentationSeries({ studyInstanceUid }: CaseWithStacks, seriesUid: string): object {
  return {
    '00080060': { vr: 'CS', Value: ['SEG'] },
    '0020000D': { vr: 'UI', Value: [studyInstanceUid] },
    '0020000E': { vr: 'UI', Value: [seriesUid] },
    '00201209': { vr: 'IS', Value: [1] },
  };
}
