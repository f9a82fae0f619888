import type {
  Amendment,
  amendmentRequestSchema,
  createStudySchema,
  Signing,
  StudyDetail,
  StudyId,
  StudySummary,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { ExpectedTags } from '../entity-tag.js';
import type { Actor } from '../actor.js';

export interface Studies {
  list(actor: Actor): Promise<StudySummary[]>;
  /** @throws Invalid with the protocol's issues; NotFound or Refused for `casesFrom` */
  create(actor: Actor, input: z.output<typeof createStudySchema>): Promise<StudyDetail>;
  detail(actor: Actor, study: StudyId): Promise<StudyDetail>;
  /** The protocol as written. */
  protocolText(study: StudyId): Promise<string>;
  /** @throws Conflict with one issue a check that is not met; Refused where the signature is not proven */
  freeze(actor: Actor, study: StudyId, signing: Signing, expected?: ExpectedTags): Promise<StudyDetail>;
  lock(actor: Actor, study: StudyId, reason: string, signing: Signing): Promise<StudyDetail>;
  /** @throws Invalid with one issue a part that may not change; Conflict unless the study is being read */
  amend(
    actor: Actor,
    study: StudyId,
    request: z.output<typeof amendmentRequestSchema>,
    expected?: ExpectedTags,
  ): Promise<Amendment>;
  amendments(study: StudyId): Promise<Amendment[]>;
}
