import { protocolSchema, type Protocol } from '@lectern/contracts';
import { aiObjectKinds, mayReach, type AiObjectKind, type ReadImages } from '@lectern/reading';
import {
  type CaseWithStacks,
  type ImageStanding,
  type OpenReadImages,
  type Records,
  Remembered,
} from '@lectern/records';
import type { Actor } from '../actor.js';
import { conditionOf } from '../reading/case-view.js';
import type { ImageVisitor } from './images.way.js';

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

/** One request for images of a case that is served, with all that it is judged by. */
export interface Visit {
  readonly user: string;
  readonly known: CaseWithStacks;
  readonly managed: boolean;
  readonly reads: readonly JudgedRead[];
}

/**
 * Judges image requests, each anew by the record: which read is open now is asked every time, also by whichever replica of the server, so that a read that was
 * submitted or taken over grants nothing from its commit on. Only what cannot change any more is remembered: a frozen protocol, and the stacks of a case that was
 * taken in, though not that it still is.
 */
export class ImageReach {
  private readonly protocols = new Remembered<Protocol>();
  private readonly cases = new Remembered<CaseWithStacks>();

  constructor(private readonly records: Records) {}

  /** Null where no case is served under this UID. */
  async visit(actor: Actor | ImageVisitor, studyUid: string): Promise<Visit | null> {
    const { served, managed, reads } = await this.standingOf(actor, studyUid);
    const known = served ? await this.servedCase(studyUid) : null;
    return (
      known && { user: actor.user, known, managed, reads: await Promise.all(reads.map((read) => this.judged(read))) }
    );
  }

  private standingOf(actor: Actor | ImageVisitor, studyUid: string): Promise<ImageStanding> | ImageStanding {
    return 'standing' in actor && actor.standing.studyUid === studyUid
      ? actor.standing
      : this.records.requests.imageStandingOf(actor.user, studyUid);
  }

  private async servedCase(studyUid: string): Promise<CaseWithStacks | null> {
    const known = this.cases.get(studyUid);
    if (known) return known;
    const stored = await this.records.read.cases.findByStudyUid(studyUid);
    return stored?.state === 'stored' || stored?.state === 'ready' ? this.cases.keep(studyUid, stored) : null;
  }

  private async judged({ studyId, readId, caseId, condition, next }: OpenReadImages): Promise<JudgedRead> {
    const protocol = await this.frozenProtocol(studyId);
    return {
      readId,
      open: imagesFor(protocol, caseId, condition),
      next: next && imagesFor(protocol, next.caseId, next.condition),
    };
  }

  private async frozenProtocol(study: string): Promise<Protocol> {
    return (
      this.protocols.get(study) ??
      this.protocols.keep(study, protocolSchema.parse((await this.records.read.studies.protocol(study)).document))
    );
  }
}

export function judgeSource({ known, managed, reads }: Visit): Judgement {
  for (const { open, next, readId } of reads)
    if (mayReach(open, next, { kind: 'source', caseId: known.id })) return { granted: true, readId };
  return { granted: managed, readId: null };
}

/**
 * The model versions whose segmentations or heat maps of the case this person may have now. It follows from the reads alone and never asks whether there are any, so that
 * a refusal takes the same time either way.
 */
export function shownModels({ known, reads }: Visit): ShownModel[] {
  return reads.flatMap(({ open, next, readId }) =>
    [open, next].flatMap((read) => {
      if (!read?.ai) return [];
      const { model, version } = read.ai;
      return aiObjectKinds
        .filter((kind) => mayReach(open, next, { kind, caseId: known.id, model, version }))
        .map((kind) => ({ model, version, kind, readId }));
    }),
  );
}

function imagesFor(protocol: Protocol, caseId: string, condition: string): ReadImages {
  const { ai } = conditionOf(protocol, condition);
  return { caseId, ai: ai ?? null };
}
