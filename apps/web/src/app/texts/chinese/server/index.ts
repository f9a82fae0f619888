import { caseSentences } from './cases.js';
import { checkSentences } from './checks.js';
import { protocolSentences, shapeSentences } from './protocol.js';
import { protocolHints } from './protocol-hints.js';
import { readingSentences } from './reading.js';
import { requestSentences } from './requests.js';
import { methodSentences } from './statistics-methods.js';
import { reasonSentences } from './statistics-reasons.js';
import { studySentences } from './study.js';
import { studyFileSentences } from './study-files.js';

/** Chinese for the sentences of the server, and of the rooms that pages use themselves: the key is its English one with `{}` for each value, `{1}` is the first of them. */
export const serverSentences: Readonly<Record<string, string>> = {
  ...caseSentences,
  ...methodSentences,
  ...reasonSentences,
  ...studyFileSentences,
  ...checkSentences,
  ...protocolHints,
  ...protocolSentences,
  ...readingSentences,
  ...requestSentences,
  ...shapeSentences,
  ...studySentences,
};
