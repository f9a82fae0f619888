import { protocolSchema, type Protocol } from '@lectern/contracts';
import { mayReach, type ImageResource, type ReadImages } from '@lectern/reading';
import type { CaseWithStacks, Records } from '@lectern/records';
import type { Actor } from '../conduct.js';
import { conditionOf } from '../reading/case-view.js';

/** What was judged, and for which open read. */
export interface Judgement {
  readonly granted: boolean;
  readonly readId: string | null;
}

/**
 * Judges image requests, each anew by the record: which read is open now is asked every time. Only what cannot change any more is remembered, a frozen protocol and a
 * ready case.
 */
export class ImageReach {
  private readonly protocols = new Remembered<Protocol>();
  private readonly cases = new Remembered<CaseWithStacks>();

  constructor(private readonly records: Records) {}

  async readyCase(studyUid: string): Promise<CaseWithStacks | null> {
    const known = this.cases.get(studyUid);
    if (known) return known;
    const stored = await this.records.read.cases.findByStudyUid(studyUid);
    if (stored?.state !== 'ready') return null;
    return this.cases.keep(studyUid, stored);
  }

  async judge(actor: Actor, resource: ImageResource): Promise<Judgement> {
    for (const seat of await this.records.read.reads.openReadsOf(actor.user)) {
      const protocol = await this.frozenProtocol(seat.studyId);
      const open = imagesFor(protocol, seat.caseId, seat.condition);
      const next = seat.next && imagesFor(protocol, seat.next.caseId, seat.next.condition);
      if (mayReach(open, next, resource)) return { granted: true, readId: seat.readId };
    }
    const manages =
      resource.kind === 'source' && (await this.records.read.cases.isManagedBy(resource.caseId, actor.user));
    return { granted: manages, readId: null };
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

/** The newest so many values by key. */
class Remembered<T> {
  private readonly values = new Map<string, T>();
  private readonly most = 500;

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  keep(key: string, value: T): T {
    const [oldest] = this.values.keys();
    if (this.values.size >= this.most && oldest !== undefined) this.values.delete(oldest);
    this.values.set(key, value);
    return value;
  }
}
