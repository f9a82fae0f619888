import { referenceLesionsSchema, type FreezeCheck } from '@lectern/contracts';
import { endpointQuestion } from '@lectern/protocol';
import { check } from './freeze-check.js';
import { studyCases, type StudyPlan } from './study-plan.js';

/** Figures of marks need to know where the lesions are. */
export function lesionsCheck({ protocol, cases, reference }: StudyPlan): FreezeCheck[] {
  const judged = protocol.analysis.endpoints.filter((endpoint) => {
    const found = endpointQuestion(protocol, endpoint);
    return 'question' in found && found.question?.kind === 'findings';
  });
  if (judged.length === 0) return [];
  const truth = new Map(reference?.rows.map((row) => [row.caseId, row]));
  const positive = studyCases(cases).filter(({ caseId }) => truth.get(caseId)?.positive);
  const lacking = positive.filter(({ caseId }) => referenceLesionsSchema.parse(truth.get(caseId)?.lesions ?? []).length === 0); // prettier-ignore
  return [
    check(
      'lesions-located',
      `Every positive case has its lesions located, which ${judged.map(({ id }) => id).join(', ')} need`,
      lacking.length === 0,
      `Of ${positive.length} positive cases, ${lacking.length} have none: import their outlines (DICOM SEG or SR) or their places (columns lesion, x_mm, y_mm, z_mm).`,
    ),
  ];
}
