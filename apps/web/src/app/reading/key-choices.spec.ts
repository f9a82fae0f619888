import { KeyChoices } from './key-choices.js';

beforeEach(() => localStorage.clear());

test("the protocol's keys hold until the reader chooses others; an act whose key is taken gets the freed one", () => {
  const choices = new KeyChoices();
  choices.plan({ present: 'P' });
  expect(choices.keys()).toMatchObject({ present: 'P', pause: 'Y', absent: 'N' });
  choices.plan();
  expect(choices.keys()).toMatchObject({ present: 'Y', pause: 'P' });
  choices.choose('absent', 'm');
  choices.plan({ absent: 'Q' });
  expect(choices.keys().absent).toBe('M');
});
