import type { Protocol } from '@lectern/contracts';
import { sampleProtocol } from '../testing/sample-protocol.js';
import { changeText, diffProtocols } from './diff-protocols.js';

const changesTo = (change: (protocol: Protocol) => Protocol): string[] =>
  diffProtocols(sampleProtocol(), sampleProtocol(change)).map(changeText);

test('a protocol does not differ from itself', () => {
  expect(changesTo((p) => p)).toEqual([]);
});

test('values, things added and left out, by their ids', () => {
  expect(
    changesTo((p) => ({
      ...p,
      title: 'Another',
      design: { ...p.design, sessions: 4 },
      instructions: 'Read.',
      questions: [
        ...p.questions.slice(0, 2),
        { id: 'note', kind: 'text', text: 'Note', required: false, maxLength: 9 },
      ],
    })),
  ).toEqual([
    '~ title: "A sample study" -> "Another"',
    '~ design.sessions: 2 -> 4',
    expect.stringMatching(/^- questions\[confidence\]: \{.*"levels"/),
    expect.stringMatching(/^\+ questions\[note\]: \{.*"maxLength":9/),
    '+ instructions: "Read."',
  ]);
});

test('what only changed its place is said to have moved, with its changes', () => {
  const reversed = changesTo((p) => ({
    ...p,
    questions: p.questions
      .map((each) => (each.id === 'likelihood' ? { ...each, text: 'How likely?' } : each))
      .reverse(),
  }));
  expect(reversed).toEqual([
    '> questions[present]: now in place 3, before in place 1',
    '~ questions[likelihood].text: "Likelihood" -> "How likely?"',
    '> questions[confidence]: now in place 1, before in place 3',
  ]);
});
