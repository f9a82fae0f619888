import { CrashStudy } from './crash-study.js';
import { allTrials } from './trials.js';
import { victims } from './crash-installation.js';

let study: CrashStudy;
let messages: number;

beforeAll(async () => {
  study = await CrashStudy.begin(2);
  messages = await study.messagesOfARead();
}, 180_000);
afterAll(() => study?.end(), 60_000);

/** Two trials of each victim, of those which come in every read: undisturbed ones took from 520 messages on. */
const sample = victims.flatMap((victim) =>
  allTrials()
    .filter((trial) => trial.victim === victim && trial.at < 450)
    .slice(0, 2),
);

test('a read is more than the messages at which the sample kills', () => {
  expect(messages).toBeGreaterThan(Math.max(...sample.map(({ at }) => at)));
});

test.each(sample)(
  '$victim killed at message $at: one read, nothing lost, no time doubled',
  async (trial) => {
    expect(await study.run(trial)).toEqual({
      ...trial,
      message: expect.stringMatching(/to-(server|client)$/),
      complaints: [],
    });
  },
  120_000,
);

test('the conductor catches up, and the audit chain is whole', async () => {
  expect(await study.finalComplaints()).toEqual([]);
}, 120_000);
