import type { AiView, CaseImages, Condition, Protocol } from '@lectern/contracts';
import type { AiObjectKind, MarkedStack } from '@lectern/reading';
import type { CaseWithStacks, Repositories, StoredAiResult } from '@lectern/records';
import { outOfDistribution } from '../cases/out-of-distribution.js';
import { gridOf } from '../cases/stack-grid.js';

export function conditionOf({ conditions }: Protocol, id: string): Condition {
  const condition = conditions.find((each) => each.id === id);
  if (!condition) throw new Error(`a read names condition ${id}, which the protocol does not have`);
  return condition;
}

/** The stacks that the protocol asks for, in its order. */
export function imagesOf({ studyInstanceUid, stacks }: CaseWithStacks, { cases }: Protocol): CaseImages {
  if (studyInstanceUid === null) throw new Error('a case without images is on a worklist');
  return {
    studyInstanceUid,
    stacks: cases.stacks.flatMap((orientation) => {
      const stack = stacks.find((each) => each.orientation === orientation);
      return stack ? [{ orientation, seriesInstanceUid: stack.seriesInstanceUid }] : [];
    }),
  };
}

/** The same stacks as marks in them are checked. */
export function markedStacksOf(shown: CaseWithStacks, protocol: Protocol): MarkedStack[] {
  return imagesOf(shown, protocol).stacks.map((stack) => {
    const stored = shown.stacks.find(({ seriesInstanceUid }) => seriesInstanceUid === stack.seriesInstanceUid);
    const grid = stored && gridOf(stored);
    return { ...stack, ...(stored && { sopInstanceUids: stored.sopInstanceUids }), ...(grid && { grid }) };
  });
}

/** What a condition shows of the AI; undefined where it is unaided. What it does not show is not asked for. */
export async function aiViewOf(on: Repositories, { ai }: Condition, caseId: string): Promise<AiView | undefined> {
  if (!ai) return undefined;
  const result = await on.aiResults.find(caseId, ai.model, ai.version);
  const available = result?.state === 'done';
  return {
    model: ai.model,
    version: ai.version,
    shows: ai.shows,
    state: available ? 'available' : 'unavailable',
    score: available && ai.shows.includes('score') ? result.score : null,
    outOfDistribution: ai.shows.includes('domain-warning') ? outOfDistribution(result) : null,
    segmentations: available && ai.shows.includes('segmentation') ? objectsOf(result, 'segmentation') : [],
    heatMaps: available && ai.shows.includes('heat-map') ? objectsOf(result, 'heat-map') : [],
  };
}

function objectsOf(result: StoredAiResult, kind: AiObjectKind): AiView['segmentations'] {
  const own = result.segmentations.filter((each) => each.kind === kind);
  return own.map(({ stack, seriesInstanceUid }) => ({
    orientation: stack.orientation as AiView['segmentations'][number]['orientation'],
    seriesInstanceUid,
  }));
}
