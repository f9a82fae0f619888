import { caseSentences } from './cases.js';
import { checkSentences } from './checks.js';
import { protocolSentences, shapeSentences } from './protocol.js';
import { readingSentences } from './reading.js';
import { requestSentences } from './requests.js';
import { studySentences } from './study.js';

/** Chinese for the sentences of the server: the key is its English one with `{}` for each value, `{1}` is the first of them. */
export const serverSentences: Readonly<Record<string, string>> = {
  ...caseSentences,
  ...checkSentences,
  ...protocolSentences,
  ...readingSentences,
  ...requestSentences,
  ...shapeSentences,
  ...studySentences,
};
