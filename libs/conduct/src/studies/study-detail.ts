import type { Role, StudyDetail } from '@lectern/contracts';
import type { Repositories, Study } from '@lectern/records';
import { entityTag } from '../entity-tag.js';
import { freezeChecks } from './freeze-checks.js';
import { planOf } from './study-plan.js';
import { summaryOf } from './summaries.js';

/** A study with its plan and, before it is frozen, what freezing still needs. */
export async function studyDetail(on: Repositories, study: Study, roles: Role[]): Promise<StudyDetail> {
  const [plan, freeze, crossed] = await Promise.all([
    planOf(on, study.id),
    on.studies.freezeOf(study.id),
    study.phase === 'draft' ? on.studies.crossedParts(study.id) : [],
  ]);
  return {
    ...summaryOf({ ...study, roles }),
    protocol: plan.protocol,
    protocolHash: plan.protocolHash,
    protocolTag: entityTag(plan.protocolText),
    freeze: freeze && {
      at: freeze.at.toISOString(),
      by: freeze.by,
      hash: freeze.hash,
      seed: freeze.seed,
      scheduleHash: freeze.scheduleHash,
      generator: freeze.generator,
    },
    lockedAt: study.lockedAt?.toISOString() ?? null,
    freezeChecks: study.phase === 'draft' ? freezeChecks(plan, crossed) : [],
    simulatedReaders: plan.readers.some(({ user }) => user.kind === 'simulated'),
  };
}
