/** The steps of the wizard and the parts of the protocol that each shows; what none names is shown with the reading. */
export const wizardSteps = [
  { id: 'study', parts: ['title', 'summary', 'target'] },
  { id: 'conditions', parts: ['conditions'] },
  { id: 'design', parts: ['design'] },
  { id: 'roster', parts: ['readers', 'cases'] },
  { id: 'questions', parts: ['questions'] },
  { id: 'reading', parts: [] },
  { id: 'analysis', parts: ['analysis'] },
] as const;
export type WizardStep = (typeof wizardSteps)[number]['id'];

/** The step that shows a part of the protocol. */
export function stepOf(part: string): WizardStep {
  return wizardSteps.find(({ parts }) => (parts as readonly string[]).includes(part))?.id ?? 'reading';
}
