import { caseLabels } from './case-labels.js';

const cases = Array.from({ length: 2000 }, (_, n) => `case-${n}`);

test('labels are opaque in form, unique in a session, and the same whenever they are made', () => {
  const labels = caseLabels('key', 1, 1, cases);
  expect(new Set(labels.values()).size).toBe(cases.length);
  expect([...labels.values()].every((label) => /^C-[3-9A-Z]{4}$/.test(label))).toBe(true);
  expect(caseLabels('key', 1, 1, [...cases].reverse())).toEqual(labels);
});

test('another reader, session or key gives other labels', () => {
  const label = (key: string, reader: number, session: number) => caseLabels(key, reader, session, cases).get('case-7');
  expect(new Set([label('key', 1, 1), label('key', 2, 1), label('key', 1, 2), label('yek', 1, 1)]).size).toBe(4);
});
