import type {
  changeProtocol,
  cloneStudy,
  ProtocolVersionView,
  ReaderId,
  replaceReader,
  ScheduleVerificationView,
  StudyId,
} from '@lectern/contracts';
import type { z } from 'zod';
import type { ExpectedTags } from '../entity-tag.js';
import type { Actor } from '../actor.js';
import type { InvitationToken } from '../readers/readers.way.js';

export interface Planning {
  /** Every version of the protocol with what it changed. */
  versions(study: StudyId): Promise<ProtocolVersionView[]>;
  /** A new version of the protocol of a draft. @throws Invalid with the protocol's issues, Conflict once the study is frozen */
  change(
    actor: Actor,
    study: StudyId,
    input: z.output<typeof changeProtocol.body>,
    expected?: ExpectedTags,
  ): Promise<void>;
  /** @returns the new study */
  clone(actor: Actor, study: StudyId, input: z.output<typeof cloneStudy.body>): Promise<StudyId>;
  /** Derives the frozen worklists again. @throws Conflict before the freeze */
  verifySchedule(study: StudyId): Promise<ScheduleVerificationView>;
  /** @throws Conflict where the protocol does not allow it */
  replaceReader(
    actor: Actor,
    study: StudyId,
    reader: ReaderId,
    input: z.output<typeof replaceReader.body>,
  ): Promise<InvitationToken>;
}
