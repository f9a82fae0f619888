import type { ReferenceRow, Submission } from '@lectern/records';

/** What the commitment of a submission covers, its salt included. */
export function committedSubmission({
  salt,
  readId,
  stage,
  version,
  answers,
  times,
  submittedAt,
}: Pick<Submission, 'salt' | 'readId' | 'stage' | 'version' | 'submittedAt'> & { answers: unknown; times: unknown }) {
  const staged = stage > 1 ? { stage } : {};
  return { salt, read: readId, ...staged, version, answers, times, submittedAt: submittedAt.toISOString() };
}

/** What the commitment of a panel member's opinion covers, its salt included. */
export function committedOpinion({
  salt,
  taskId,
  caseId,
  answers,
  submittedAt,
}: {
  readonly salt: string;
  readonly taskId: string;
  readonly caseId: string;
  readonly answers: unknown;
  readonly submittedAt: Date;
}) {
  return { salt, task: taskId, case: caseId, answers, submittedAt: submittedAt.toISOString() };
}

/** What the commitment of a reference standard covers, its salt included; rows in order of case id. */
export function committedReference(salt: string, rows: readonly ReferenceRow[]) {
  const plain = rows.map(({ caseId, positive, grade, site, gestationalAgeWeeks, attributes, lesions }) => ({
    ...{ caseId, positive, grade, site },
    ...{ gestationalAgeWeeks, attributes },
    ...(hasNone(lesions) ? {} : { lesions }), // imports of before there were lesions keep their commitments
  }));
  return { salt, rows: plain.sort((a, b) => (a.caseId < b.caseId ? -1 : 1)) };
}

const hasNone = (lesions: unknown): boolean => !Array.isArray(lesions) || lesions.length === 0;
