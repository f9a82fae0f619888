import type { Answers } from '@lectern/contracts';
import type { Repositories } from '@lectern/records';
import type { Seat } from './seat.js';

/** Share of right decisions in a qualification session, and whether it is enough. Excused reads do not count. */
export async function qualificationOf(
  on: Repositories,
  { study, protocol, reader }: Seat,
  sessionId: string,
): Promise<{ passed: boolean; share: number }> {
  const { qualification } = protocol;
  if (!qualification) throw new Error('a qualification session stands in a protocol without one');
  const truth = new Map((await on.references.newest(study.id))?.rows.map((row) => [row.caseId, row.positive]));
  const answered = (await on.submissions.ofReader(reader.id)).filter(({ read }) => read.sessionId === sessionId);
  const last = new Map(answered.map((each) => [each.readId, each])); // of several stages the last one counts
  const right = [...last.values()].filter(
    ({ answers, read }) => ((answers as Answers)[qualification.pass.question] === 'present') === truth.get(read.caseId),
  );
  const share = last.size === 0 ? 0 : right.length / last.size;
  return { passed: share >= qualification.pass.correct, share };
}
