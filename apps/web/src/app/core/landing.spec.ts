import type { Me, StudySummary } from '@lectern/contracts';
import { landingPath, studyPath } from './landing.js';

const study = (id: string, roles: StudySummary['roles']) =>
  ({ id, title: id, phase: 'reading', roles, createdAt: '2026-03-01T00:00:00.000Z' }) as StudySummary;
const person = (studies: StudySummary[], administrator = false) =>
  ({ id: 'u1', name: 'A', kind: 'person', administrator, studies }) as Me;

test('a reader of one study goes straight to its reading', () => {
  expect(landingPath(person([study('s1', ['reader'])]))).toBe('/studies/s1/reading');
});

test('who sets the truth of one study goes straight to the cases that wait for them', () => {
  expect(landingPath(person([study('s1', ['truther'])]))).toBe('/studies/s1/truthing');
  expect(studyPath(study('s1', ['truther', 'coordinator']))).toBe('/studies/s1');
});

test('a reader of two studies chooses', () => {
  expect(landingPath(person([study('s1', ['reader']), study('s2', ['reader'])]))).toBe('/studies');
});

test.each([
  ['a coordinator', person([study('s1', ['coordinator'])])],
  ['an administrator', person([study('s1', ['reader'])], true)],
  ['a person without a study', person([])],
])('%s goes to the list', (_, me) => {
  expect(landingPath(me)).toBe('/studies');
});

test('who coordinates and reads a study opens it as its coordinator', () => {
  expect(studyPath(study('s1', ['coordinator', 'reader']))).toBe('/studies/s1');
});
