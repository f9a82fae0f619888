import { bundleWords } from './chinese/bundles.js';
import { caseWords } from './chinese/cases.js';
import { conductWords } from './chinese/conduct.js';
import { coordinationWords } from './chinese/coordination.js';
import { consoleWords } from './chinese/console.js';
import { intakeWords } from './chinese/intake.js';
import { planningWords } from './chinese/planning.js';
import { openidWords } from './chinese/openid.js';
import { evidenceWords } from './chinese/evidence.js';
import { peopleWords } from './chinese/people.js';
import { pullWords } from './chinese/pull.js';
import { readingWords } from './chinese/reading.js';
import { resultWords } from './chinese/results.js';
import { truthWords } from './chinese/truth.js';
import { wizardWords } from './chinese/wizard.js';
import { serverSentences } from './chinese/server/index.js';
import { english, type Texts } from './english.js';
import { overlay } from './overlay.js';
import { ServerSpeech } from './server-speech.js';

const server = new ServerSpeech(serverSentences);

/** Every word in Chinese; a word that has none yet is English. */
export const chineseWords = {
  server: { says: (sentence: string | undefined) => server.say(sentence ?? '') },
  ...bundleWords,
  ...consoleWords,
  ...conductWords,
  ...caseWords,
  ...peopleWords,
  ...openidWords,
  ...readingWords,
  ...resultWords,
  ...truthWords,
  ...coordinationWords,
  ...intakeWords,
  ...pullWords,
  ...evidenceWords,
  ...planningWords,
  ...wizardWords,
};
export const chinese: Texts = overlay(english, chineseWords);
