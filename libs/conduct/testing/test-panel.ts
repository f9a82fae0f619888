import type { Answers, OpenRead, PatientPoint, ReadingState, StudyId, SubmittedTruth } from '@lectern/contracts';
import type { Actor } from '../src/conduct.js';
import type { TestInstallation } from './test-installation.js';
import { addReadyCase, openOf, protocolText, uidsOf } from './test-study.js';

/** A protocol in which two people set the truth. */
export const panelProtocol = (cases = 4): string => `${protocolText(cases, 2)}
truthing:
  members: 2
  instructions: Judge each examination by itself.
  questions:
    - { id: there, kind: decision, text: 'Is it there?' }
    - { id: grade, kind: ordinal, text: Grade, levels: [I, II, III, IV], when: { question: there, is: present } }
    - { id: where, kind: findings, text: 'Where?', required: false, when: { question: there, is: present }, tools: [point] }
  truth: { decision: there, grade: grade, lesions: where }
  agreement: { lesions: { kind: radius, millimetres: 5 } }
`;

export interface TestPanel {
  readonly study: StudyId;
  readonly coordinator: Actor;
  readonly members: readonly [Actor, Actor];
  readonly adjudicator: Actor;
}

/** A study with its cases and a panel that has begun. */
export async function startPanel(
  to: TestInstallation,
  coordinator: Actor,
  { cases = 4, emails = false } = {},
): Promise<TestPanel> {
  const { conduct } = to;
  const { id: study } = await conduct.studies.create(coordinator, { protocol: panelProtocol(cases) });
  for (let number = 1; number <= cases; number++) await addReadyCase(to, study, number);
  const invite = async (name: string, address: string, adjudicator = false): Promise<Actor> => {
    const email = emails ? { email: `${address}@hospital.test` } : {};
    return to.enter((await conduct.truthing.addMember(coordinator, study, { name, adjudicator, ...email })).token);
  };
  const members = [await invite('Member One', 'one'), await invite('Member Two', 'two')] as const;
  const adjudicator = await invite('Adjudicator', 'judge', true);
  await conduct.truthing.open(coordinator, study);
  return { study, coordinator, members, adjudicator };
}

/** The number of the case that a task shows, as test studies number them. */
export const caseNumberOf = ({ images }: OpenRead): number => Number(images.studyInstanceUid.slice('2.25.1'.length));

/** It is there, in the case's only stack. */
export function present(task: OpenRead, grade: number, point: PatientPoint): Answers {
  const { seriesInstanceUid, orientation } = task.images.stacks[0]!;
  const mark = { id: 'm', tool: 'point' as const, orientation, seriesInstanceUid, sopInstanceUid: uidsOf(caseNumberOf(task)).image, points: [point], atMillis: 5 }; // prettier-ignore
  return { there: 'present', grade, where: [{ id: 'f', rating: 100, marks: [mark] }] };
}

/** Judges every case that waits for a member. @returns the cases' numbers in the order in which they came */
export async function judgeAll(
  { conduct }: TestInstallation,
  study: StudyId,
  member: Actor,
  say: (number: number, task: OpenRead) => Answers,
): Promise<number[]> {
  let state: ReadingState = await conduct.truthing.begin(member, study);
  const seen: number[] = [];
  while (state.state === 'reading') {
    const task = openOf(state);
    const number = caseNumberOf(task);
    seen.push(number);
    const answer: SubmittedTruth = await conduct.truthing.submit(member, study, task.id, {
      ...{ stage: 1, lease: task.lease, revision: 1, sequence: 0, finalEvents: [] },
      answers: say(number, task),
    });
    state = answer.next;
  }
  return seen;
}
