/** Two cases, one reader, two sessions without a washout; the model is that of the tests. No word of it speaks of AI but the aided condition's name. */
export const readingProtocol = `
lectern: 1
title: A reading room under test
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: tiny-model, version: 1.0.0, shows: [score, segmentation] } }
design:
  kind: crossover
  sessions: 2
  washout: { days: 0, justification: The reader of this test is a program and remembers no case. }
readers: { planned: 1 }
cases: { planned: 2, stacks: [axial, coronal, sagittal] }
questions:
  - { id: present, kind: decision, text: 'Haemorrhage present?' }
  - { id: likelihood, kind: rating, text: Likelihood of haemorrhage }
  - { id: confidence, kind: ordinal, text: Confidence in your decision, levels: [very low, low, moderate, high, very high] }
  - { id: findings, kind: findings, text: Mark each haemorrhage, when: { question: present, is: present }, tools: [point] }
instructions: Mark what is bright.
analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary }
    - { id: time, figure: time, role: secondary }
`;
