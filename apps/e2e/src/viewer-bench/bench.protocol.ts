/** Every case is read unaided and aided in one sitting, by one reader; the model is that of the tests. */
export const benchProtocol = (cases: number): string => `
lectern: 1
title: How soon the next case stands
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: tiny-model, version: 1.0.0, shows: [score, segmentation] } }
design:
  kind: crossover
  sessions: 2
  washout: { days: 0, justification: The reader of this bench is a program and remembers no case. }
readers: { planned: 1 }
cases: { planned: ${cases}, stacks: [axial, coronal, sagittal] }
questions:
  - { id: present, kind: decision, text: 'Present?' }
  - { id: likelihood, kind: rating, text: Likelihood }
  - { id: confidence, kind: ordinal, text: Confidence, levels: [none, low, some, high, full] }
analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary }
    - { id: time, figure: time, role: secondary }
`;
