import type { ReaderId, StudyId } from '@lectern/contracts';
import type { Transaction } from '@lectern/records';
import type { Advance, ReaderAdvance, RecordActivities, StudyAdvance } from '@lectern/workflows';
import type { ConductDeps } from '../deps.js';
import { NotFound } from '../errors.js';
import { RecordAltered, signDailyHeads } from '../evidence/signed-heads.js';
import { keepReminders, remindersAt } from '../readers/reminders.js';
import { protocolOf } from '../reading/seat.js';
import { noteDeparturesOf } from '../record/departures.js';
import { standingOf, type Standing } from '../reading/standing.js';
import type { ActivityDeps } from './activity-deps.js';
import { systemActor } from './system-actor.js';

const waiting: Advance = { done: false, wakeAt: null };
const over: Advance = { done: true, wakeAt: null };

/** What a workflow does to the record: re-read it, and do what is due by the pure rules. */
export function recordActivities(deps: RecordActivityDeps): RecordActivities {
  return {
    advanceReader: async (reader) => {
      const advanced = await advanceReader(deps, reader);
      await noteDepartures(deps, reader);
      return advanced;
    },
    advanceStudy: (study) => advanceStudy(deps, study),
    signHeads: () => signHeads(deps),
  };
}

type RecordActivityDeps = ConductDeps & Pick<ActivityDeps, 'mailer'>;

async function advanceReader({ records, mailer }: RecordActivityDeps, id: ReaderId): Promise<ReaderAdvance> {
  return records.transaction(async (tx) => {
    const known = await tx.readers.find(id);
    const study = known && (await tx.studies.hold(known.studyId));
    const reader = await tx.readers.lock(id);
    if (!study || !reader) throw new NotFound('no-reader', `There is no reader ${id}`);
    const seat = { study, reader, protocol: await protocolOf(tx, study.id as StudyId) };
    const standing = await standingOf(tx, seat, tx.now);
    const { step } = standing;
    if (step.step === 'closed' || step.step === 'withdrawn' || step.step === 'finished') return over;
    const remindersDue = (await keepReminders(tx, seat, standing)) && mailer !== undefined;
    if (step.step === 'begin') await openDueSession(tx, study.id as StudyId, standing, step.session);
    return { done: false, wakeAt: wakeAt(standing, tx.now), ...(remindersDue ? { remindersDue } : {}) };
  });
}

/** What the reader's record shows that the plan does not allow is a deviation, whoever did it. */
async function noteDepartures({ records }: ConductDeps, id: ReaderId): Promise<void> {
  const reader = await records.read.readers.find(id);
  const study = reader && (await records.read.studies.find(reader.studyId));
  if (study?.phase === 'reading') await noteDeparturesOf(records, study.id as StudyId, id);
}

/** When something is due without a nudge: a session that opens, or a reminder of it. */
function wakeAt({ step, sessions }: Standing, now: Date): string | null {
  if (step.step !== 'wait') return null;
  const reminder = remindersAt({ step, sessions }, now.getTime()).nextAt ?? Infinity;
  return new Date(Math.min(step.opensAt, reminder)).toISOString();
}

async function openDueSession(tx: Transaction, study: StudyId, { sessions }: Standing, number: number): Promise<void> {
  const session = sessions.find((each) => each.number === number);
  if (session?.state !== 'waiting') return;
  await tx.readers.openSession(session.id, tx.now);
  await tx.outbox.announce(study);
  await tx.audit.append(study, {
    by: systemActor,
    act: 'session.opened',
    subject: session.id,
    after: { session: number },
  });
}

async function advanceStudy({ records }: ConductDeps, id: StudyId): Promise<StudyAdvance> {
  const study = await records.read.studies.find(id);
  if (!study) throw new NotFound('no-study', `There is no study ${id}`);
  const analysis = await records.read.analyses.find(id);
  const analysisDue = study.phase === 'locked' && analysis?.state !== 'done';
  return { ...(study.phase === 'analysed' || analysisDue ? over : waiting), analysisDue };
}

async function signHeads(deps: ConductDeps): Promise<void> {
  const [first, ...others] = await signDailyHeads(deps);
  if (!first) return;
  const also = others.map(({ chain, problem }) => `; ${chain}: ${problem}`).join('');
  throw new RecordAltered(first.chain, `${first.problem}${also}`);
}
