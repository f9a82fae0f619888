import { general, phase, role } from './chinese/general.js';
import { signIn, signature } from './chinese/sign-in.js';
import { account } from './chinese/account.js';
import { studies, create } from './chinese/studies.js';
import { study, nextSteps } from './chinese/study.js';
import { freeze, lock } from './chinese/plan.js';
import { truth, truthing } from './chinese/truth.js';
import { progress } from './chinese/progress.js';
import { cases, caseReview, caseFilter } from './chinese/cases.js';
import { readers } from './chinese/readers.js';
import { record } from './chinese/record.js';
import { reading } from './chinese/reading.js';
import { report } from './chinese/report.js';
import { analysis } from './chinese/analysis.js';
import { figures } from './chinese/figures.js';
import { analyse } from './chinese/analyse-file.js';
import { power } from './chinese/power.js';
import { evaluation } from './chinese/evaluation.js';
import { bundles } from './chinese/bundles.js';
import { conduct } from './chinese/conduct.js';
import { coordination } from './chinese/coordination.js';
import { evidence } from './chinese/evidence.js';
import { intake } from './chinese/intake.js';
import { uploads } from './chinese/uploads.js';
import { openid } from './chinese/openid.js';
import { people } from './chinese/people.js';
import { planning } from './chinese/planning.js';
import { pull } from './chinese/pull.js';
import { wizard } from './chinese/wizard.js';
import { serverSentences } from './chinese/server/index.js';
import type { Texts } from './english.js';
import { ServerSpeech } from './server-speech.js';

const server = new ServerSpeech(serverSentences);

/** Every word in Chinese; one that is missing is an error of types. */
export const chinese: Texts = {
  product: 'Lectern',
  server: { says: (sentence) => server.say(sentence ?? '') },
  general,
  phase,
  role,
  signIn,
  signature,
  account,
  studies,
  create,
  study,
  nextSteps,
  freeze,
  lock,
  truth,
  truthing,
  progress,
  cases,
  caseReview,
  caseFilter,
  readers,
  record,
  reading,
  report,
  analysis,
  figures,
  bundles,
  conduct,
  coordination,
  evidence,
  intake,
  uploads,
  openid,
  people,
  planning,
  pull,
  wizard,
  workbench: { analyse, power, evaluation },
};
