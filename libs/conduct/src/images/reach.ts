import { protocolSchema, type Protocol } from '@lectern/contracts';
import { aiObjectKinds, mayReach, type AiObjectKind, type ReadImages } from '@lectern/reading';
import { type CaseWithStacks, type Records, Remembered } from '@lectern/records';
import type { Actor } from '../conduct.js';
import { conditionOf } from '../reading/case-view.js';

/** What was judged, and for which open read. */
export interface Judgement {
  readonly granted: boolean;
  readonly readId: string | null;
}

export interface ShownModel {
  readonly model: string;
  readonly version: string;
  /** What of it is shown. */
  readonly kind: AiObjectKind;
  /** The read that shows it, or that comes before the one which does. */
  readonly readId: string;
}

interface JudgedRead {
  readonly readId: string;
  readonly open: ReadImages;
  readonly next: ReadImages | null;
}

/**
 * Judges image requests, each anew by the record: which read is open now is asked every time. Only what cannot change any more is remembered, a frozen protocol and a
 * ready case.
 */
export class ImageReach {
  private readonly protocols = new Remembered<Protocol>();
  private readonly cases = new Remembered<CaseWithStacks>();

  constructor(private readonly records: Records) {}

  /** A case whose images are there. Only a ready one is remembered: a stored one may still be refused. */
  async servedCase(studyUid: string): Promise<CaseWithStacks | null> {
    const known = this.cases.get(studyUid);
    if (known) return known;
    const stored = await this.records.read.cases.findByStudyUid(studyUid);
    if (stored?.state === 'stored') return stored;
    return stored?.state === 'ready' ? this.cases.keep(studyUid, stored) : null;
  }

  async judgeSource(actor: Actor, caseId: string): Promise<Judgement> {
    for (const { open, next, readId } of await this.openReads(actor))
      if (mayReach(open, next, { kind: 'source', caseId })) return { granted: true, readId };
    return { granted: await this.records.read.cases.isManagedBy(caseId, actor.user), readId: null };
  }

  /**
   * The model versions whose segmentations or heat maps of a case this person may have now. It follows from the reads alone and never asks whether there are any, so that
   * a refusal takes the same time either way.
   */
  async shownModels(actor: Actor, caseId: string): Promise<ShownModel[]> {
    return (await this.openReads(actor)).flatMap(({ open, next, readId }) =>
      [open, next].flatMap((read) => {
        if (!read?.ai) return [];
        const { model, version } = read.ai;
        return aiObjectKinds
          .filter((kind) => mayReach(open, next, { kind, caseId, model, version }))
          .map((kind) => ({ model, version, kind, readId }));
      }),
    );
  }

  private async openReads({ user }: Actor): Promise<JudgedRead[]> {
    const seats = await this.records.requests.openReadsOf(user);
    return Promise.all(
      seats.map(async ({ studyId, readId, caseId, condition, next }) => {
        const protocol = await this.frozenProtocol(studyId);
        return {
          readId,
          open: imagesFor(protocol, caseId, condition),
          next: next && imagesFor(protocol, next.caseId, next.condition),
        };
      }),
    );
  }

  private async frozenProtocol(study: string): Promise<Protocol> {
    return (
      this.protocols.get(study) ??
      this.protocols.keep(study, protocolSchema.parse((await this.records.read.studies.protocol(study)).document))
    );
  }
}

function imagesFor(protocol: Protocol, caseId: string, condition: string): ReadImages {
  const { ai } = conditionOf(protocol, condition);
  return { caseId, ai: ai ?? null };
}
