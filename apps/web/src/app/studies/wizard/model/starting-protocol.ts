/** Where a new study begins: a crossover of unaided and aided reading that is complete but for what only its people know. */
export const startingProtocol = `# Every part is explained in the form beside this text.
lectern: 1
title: Untitled reader study
target: Name of the finding

conditions:
  - id: unaided
    name: Unaided
  - id: aided
    name: With AI
    ai:
      model: fetal-gmh-ivh
      version: 0.2.0
      shows: [score, segmentation]

design:
  kind: crossover
  sessions: 2
  washout:
    days: 28

readers:
  planned: 6

cases:
  planned: 60
  stacks: [axial, coronal, sagittal]

questions:
  - id: present
    kind: decision
    text: Is the finding present?
  - id: likelihood
    kind: rating
    text: How likely is the finding?
  - id: confidence
    kind: ordinal
    text: Confidence in your decision
    levels: [very low, low, moderate, high, very high]

analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary, hypothesis: superiority }
    - { id: sensitivity, figure: sensitivity, role: secondary }
    - { id: specificity, figure: specificity, role: secondary }
    - { id: time, figure: time, role: secondary }
`;
