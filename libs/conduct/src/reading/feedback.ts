import type { Answers, Decision, Feedback, Protocol } from '@lectern/contracts';
import type { Repositories, StoredRead } from '@lectern/records';
import type { Seat } from './seat.js';

/**
 * What the reference standard says of a practice case, once its last stage is answered and where the protocol gives feedback. Never of a case of the study.
 */
export async function feedbackOn(
  on: Repositories,
  { study, protocol }: Seat,
  read: StoredRead,
  answers: Answers,
): Promise<Feedback | null> {
  const { phase } = read.session;
  if (phase === 'study' || !protocol[phase]?.feedback || read.stage < read.stages.length) return null;
  const truth = (await on.references.newest(study.id))?.rows.find(({ caseId }) => caseId === read.caseId);
  if (!truth) return null;
  return {
    caseLabel: read.label,
    truth: truth.positive ? 'present' : 'absent',
    grade: truth.grade,
    decision: decisionIn(protocol, answers),
  };
}

function decisionIn({ questions }: Protocol, answers: Answers): Decision | null {
  const question = questions.find(({ kind }) => kind === 'decision');
  const answer = question && answers[question.id];
  return answer === 'present' || answer === 'absent' ? answer : null;
}
