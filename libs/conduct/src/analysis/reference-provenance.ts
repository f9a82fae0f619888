import { panelAgreementSchema, type PanelAgreement, type SupportingAnalysis } from '@lectern/contracts';
import { studyCases, type StudyPlan } from '../studies/study-plan.js';

/** Where the reference standard of a study comes from, and if a panel set it, how its members agreed before they were adjudicated. */
export function referenceProvenance({ cases, reference }: StudyPlan): SupportingAnalysis[] {
  if (!reference?.source) return []; // a bundle of before it was recorded
  const listed = new Set(studyCases(cases).map(({ caseId }) => caseId));
  const rows = reference.rows.filter(({ caseId }) => listed.has(caseId));
  const located = rows.filter(({ lesions }) => Array.isArray(lesions) && lesions.length > 0);
  const panel = panelAgreementSchema.safeParse(reference.provenance).data;
  return [
    {
      id: 'reference-standard',
      title: 'Reference standard',
      inference: null,
      method: methodOf(reference.source, panel),
      source: `Version ${reference.version} of the reference standard, fixed by its commitment in the freeze`,
      statistics: [
        count('cases with a reference standard', rows.length),
        count('of them positive', rows.filter(({ positive }) => positive).length),
        count('of them with lesions located', located.length),
      ],
      warnings: [],
    },
    ...(panel ? [panel.analysis] : []),
  ];
}

function methodOf(source: string, panel: PanelAgreement | undefined): string {
  if (panel) {
    const replaced = panel.replaced > 0 ? `; ${panel.replaced} of those who sat in it were replaced, and what they had said before stands` : ''; // prettier-ignore
    return `A panel of ${panel.members} members judged every case alone, masked to each other, to the AI and to reads; an adjudicator decided the ${panel.adjudicated} of ${panel.cases} cases on which they differed${replaced}`;
  }
  return source === 'objects'
    ? 'Imported, with lesions outlined by DICOM segmentations or measurement reports'
    : source === 'study'
      ? 'Taken over from another study of the same cases'
      : 'Imported from a table';
}

function count(measure: string, estimate: number): SupportingAnalysis['statistics'][number] {
  return {
    ...{ label: 'study', measure },
    value: { status: 'estimated', estimate, se: null, df: null, statistic: null, p: null, ci: null, n: null },
  };
}
