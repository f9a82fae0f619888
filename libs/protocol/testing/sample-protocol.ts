import type { Protocol } from '@lectern/contracts';
import { parseProtocol } from '../src/parse-protocol.js';

/** A small valid protocol as text, for tests that change one thing in it. */
export const sampleProtocolText = `lectern: 1
title: A sample study
target: Haemorrhage
conditions:
  - { id: unaided, name: Unaided }
  - { id: aided, name: With AI, ai: { model: m, version: 1.0.0, shows: [score] } }
design: { kind: crossover, sessions: 2, washout: { days: 28 } }
readers: { planned: 2 }
cases: { planned: 4, stacks: [axial] }
questions:
  - { id: present, kind: decision, text: 'Present?' }
  - { id: likelihood, kind: rating, text: Likelihood }
  - { id: confidence, kind: ordinal, text: Confidence, levels: [low, high] }
analysis:
  comparison: { from: unaided, to: aided }
  endpoints:
    - { id: auc, figure: auc, role: primary }
    - { id: sensitivity, figure: sensitivity, role: secondary }
`;

export function sampleProtocol(change: (protocol: Protocol) => Protocol = (p) => p): Protocol {
  return change(parseProtocol(sampleProtocolText).protocol);
}
