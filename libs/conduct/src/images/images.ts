import { DicomRefusedError, segmentationFrames } from '@lectern/dicom';
import type { CaseWithStacks, ImageRequest, StoredAiResult } from '@lectern/records';
import { ObjectMissingError } from '@lectern/storage';
import type { Actor, FrameRange, Images, ImageVisitor, ServedBytes, ServedFrames } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Damaged, NotAcceptable, NotFound } from '../errors.js';
import { framesKey, metadataKey, segmentationKey, segmentationMetadataKey } from '../object-keys.js';
import { actorFrom } from '../sign-in/actor-from.js';
import { hashOfToken } from '../sign-in/sign-in-link.js';
import { ImageReach, type Judgement, judgeSource, type ShownModel, shownModels, type Visit } from './reach.js';
import { framesOf, nativeFrame } from './native-frame.js';
import { RecentObjects } from './recent-objects.js';
import { renderedFrame, thumbnailSize } from './rendered.js';
import { servedForm } from './served-form.js';
import { bytesOf, formOf, rangeOf } from './stored-frames.js';

type Asked = Pick<ImageRequest, 'kind' | 'seriesUid' | 'sopUid'>;

/** One answer for all that is refused: what is not there, and what this person may not have now. */
const noImages = (): NotFound => new NotFound('no-images', 'There are no such images.');

const notAcceptable = (): NotAcceptable =>
  new NotAcceptable(
    'no-such-form',
    'These frames cannot be had in the form that is asked for.',
    'Accept `multipart/related; type="application/octet-stream"; transfer-syntax=*`.',
  );

const damaged = (object: string, found: string): Damaged =>
  new Damaged(
    object,
    found,
    'These images are damaged where they are stored.',
    'Tell the administrator: the log names the object, which is to be put back from a backup.',
  );

/** Of stacks and metadata that are kept in memory: some dozen cases (bytes). */
const recentBytes = 64 * 1024 * 1024;

/** Images as DICOMweb answers, judged request by request and logged. */
export class JudgedImages implements Images {
  private readonly reach: ImageReach;
  private readonly recent: RecentObjects;

  constructor(private readonly deps: ConductDeps) {
    this.reach = new ImageReach(deps.records);
    this.recent = new RecentObjects(deps.store, recentBytes);
  }

  async visitorOf(sessionToken: string, studyUid: string): Promise<ImageVisitor | null> {
    const now = this.deps.clock.now();
    const found = await this.deps.records.requests.imageVisitor(hashOfToken(sessionToken), now, studyUid);
    return found && { ...actorFrom(found.person, now), standing: found.standing };
  }

  async series(actor: Actor, studyUid: string): Promise<unknown[]> {
    const visit = await this.visit(actor, studyUid);
    this.assertSource(visit, { kind: 'series', seriesUid: null, sopUid: null });
    const source = visit.known.stacks.map(({ detail }) => (detail as { series: unknown }).series);
    return [...source, ...(await this.reachableSegmentations(visit))];
  }

  async metadata(actor: Actor, studyUid: string, seriesUid: string): Promise<ServedBytes> {
    const visit = await this.visit(actor, studyUid);
    const result = await this.judged(visit, { kind: 'metadata', seriesUid, sopUid: null });
    const key = result ? segmentationMetadataKey(result.id, seriesUid) : metadataKey(visit.known.id, seriesUid);
    return { bytes: await orNone(this.recent.get(key)), contentType: 'application/dicom+json' };
  }

  async frames(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string,
    numbers: readonly number[],
    accepted: readonly FrameRange[] = [],
  ): Promise<ServedFrames> {
    const visit = await this.visit(actor, studyUid);
    const result = await this.judged(visit, { kind: 'frame', seriesUid, sopUid });
    const stack = result ? null : stackOf(visit.known, seriesUid);
    const stored = stack ? formOf(framesOf(stack)) : 'native';
    const served = servedForm(stored, accepted);
    if (!served) throw notAcceptable();
    const all = result
      ? await this.segmentationFrames(result, seriesUid, sopUid)
      : [await this.storedFrame(visit.known, seriesUid, sopUid)];
    const frames = numbers.flatMap((number) => all[number - 1] ?? []);
    if (frames.length !== numbers.length) throw noImages();
    const { contentType } = served;
    if (!stack || served.form === stored) return { frames, contentType };
    return { frames: await Promise.all(frames.map((frame) => samplesOf(visit.known, stack, frame))), contentType };
  }

  async rendered(
    actor: Actor,
    studyUid: string,
    seriesUid: string,
    sopUid: string | null,
    most: number = thumbnailSize,
  ): Promise<ServedBytes> {
    const visit = await this.visit(actor, studyUid);
    const result = await this.judged(visit, { kind: 'rendered', seriesUid, sopUid });
    const stack = visit.known.stacks.find((each) => each.seriesInstanceUid === seriesUid);
    const shown = sopUid ?? stack?.sopInstanceUids[stack.sopInstanceUids.length >> 1];
    if (result || !stack || !shown) throw noImages();
    const frame = await samplesOf(visit.known, stack, await this.storedFrame(visit.known, seriesUid, shown));
    return { bytes: renderedFrame(stack, frame, most), contentType: 'image/png' };
  }

  async instance(actor: Actor, studyUid: string, seriesUid: string, sopUid: string): Promise<ServedBytes> {
    const visit = await this.visit(actor, studyUid);
    const result = await this.judged(visit, { kind: 'instance', seriesUid, sopUid });
    if (!result) throw noImages();
    return { bytes: await this.storedSegmentation(result, seriesUid, sopUid), contentType: 'application/dicom' };
  }

  private async storedFrame(known: CaseWithStacks, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const stack = stackOf(known, seriesUid);
    const place = stack.sopInstanceUids.indexOf(sopUid);
    if (place < 0) throw noImages();
    const frames = framesOf(stack);
    const [start, end] = rangeOf(frames, place);
    const key = framesKey(known.id, seriesUid);
    const bytes = this.recent.keeps(bytesOf(frames, stack.slices))
      ? (await orNone(this.recent.get(key))).subarray(start, end)
      : await orNone(this.deps.store.getRange(key, start, end));
    if (bytes.length < end - start) throw damaged(key, `it ends before byte ${end}`);
    return bytes;
  }

  private async segmentationFrames(result: StoredAiResult, seriesUid: string, sopUid: string): Promise<Uint8Array[]> {
    const bytes = await this.storedSegmentation(result, seriesUid, sopUid);
    return undamaged(segmentationKey(result.id, sopUid), async () => segmentationFrames(bytes));
  }

  private async storedSegmentation(result: StoredAiResult, seriesUid: string, sopUid: string): Promise<Uint8Array> {
    const segmentation = result.segmentations.find((each) => each.seriesInstanceUid === seriesUid);
    if (segmentation?.sopInstanceUid !== sopUid) throw noImages();
    return orNone(this.recent.get(segmentationKey(result.id, sopUid)));
  }

  private async visit(actor: Actor, studyUid: string): Promise<Visit> {
    const visit = await this.reach.visit(actor, studyUid);
    if (!visit) throw noImages();
    return visit;
  }

  /**
   * Judges what a request names. @returns the AI result whose segmentation the series is; null for a source series
   * @throws NotFound for what may not be had, and for what does not exist
   */
  private async judged(visit: Visit, asked: Asked): Promise<StoredAiResult | null> {
    const { known } = visit;
    if (known.stacks.some((stack) => stack.seriesInstanceUid === asked.seriesUid)) {
      this.assertSource(visit, asked);
      return null;
    }
    const shown = shownModels(visit);
    const result = shown.length > 0 ? await this.deps.records.read.aiResults.findBySeries(asked.seriesUid ?? '') : null;
    const kind = result?.segmentations.find((each) => each.seriesInstanceUid === asked.seriesUid)?.kind;
    const by =
      result && result.caseId === known.id ? shown.filter(isOf(result)).find((each) => each.kind === kind) : undefined;
    this.note(visit, asked, { granted: by !== undefined, readId: by?.readId ?? null });
    if (!by) throw noImages();
    return result;
  }

  /** @throws NotFound */
  private assertSource(visit: Visit, asked: Asked): void {
    const judgement = judgeSource(visit);
    this.note(visit, asked, judgement);
    if (!judgement.granted) throw noImages();
  }

  private note({ user, known }: Visit, asked: Asked, judgement: Judgement): void {
    const studyUid = known.studyInstanceUid ?? '';
    this.deps.records.imageAccess.note({ ...asked, studyUid, userId: user, ...judgement });
  }

  /** Series-level DICOM JSON of the segmentations that this person may have now. */
  private async reachableSegmentations(visit: Visit): Promise<unknown[]> {
    const { known } = visit;
    const shown = shownModels(visit);
    if (shown.length === 0) return [];
    const results = await this.deps.records.read.aiResults.ofCases([known.id]);
    return results.flatMap((result) => {
      const kinds = new Set<string>(shown.filter(isOf(result)).map(({ kind }) => kind));
      const own = result.segmentations.filter(({ kind }) => kinds.has(kind));
      return own.map((each) => segmentationSeries(known, each.seriesInstanceUid));
    });
  }
}

type StoredStack = CaseWithStacks['stacks'][number];

function stackOf({ stacks }: CaseWithStacks, seriesUid: string): StoredStack {
  const stack = stacks.find((each) => each.seriesInstanceUid === seriesUid);
  if (!stack) throw noImages();
  return stack;
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

/** A stored frame as samples. */
const samplesOf = (known: CaseWithStacks, stack: StoredStack, stored: Uint8Array): Promise<Uint8Array> =>
  undamaged(framesKey(known.id, stack.seriesInstanceUid), () => nativeFrame(stack, stored));

/** Reads what was written as DICOM. @throws Damaged where it is that no more */
async function undamaged<T>(key: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DicomRefusedError) throw damaged(key, error.message);
    throw error;
  }
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
