import { recordedActs } from '@lectern/contracts';
import { acts as chinese } from '../../apps/web/src/app/texts/chinese/acts.js';
import { acts as english } from '../../apps/web/src/app/texts/english/acts.js';

// That nothing but these acts is recorded is the types' to hold: the log takes no other.
test.each(recordedActs)('the act %s has words in both languages', (act) => {
  expect(english[act]).toMatch(/^[A-Z].*[a-z]$/);
  expect(chinese[act]).toMatch(/\p{Script=Han}{2}/u);
});
