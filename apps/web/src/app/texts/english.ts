import { general, phase, role } from './english/general.js';
import { signIn, signature } from './english/sign-in.js';
import { account } from './english/account.js';
import { studies, create } from './english/studies.js';
import { study, nextSteps } from './english/study.js';
import { freeze, lock } from './english/plan.js';
import { truth, truthing } from './english/truth.js';
import { progress } from './english/progress.js';
import { cases, caseReview, caseFilter } from './english/cases.js';
import { readers } from './english/readers.js';
import { record } from './english/record.js';
import { reading } from './english/reading.js';
import { report } from './english/report.js';
import { analysis } from './english/analysis.js';
import { figures } from './english/figures.js';
import { analyse } from './english/analyse-file.js';
import { power } from './english/power.js';
import { evaluation } from './english/evaluation.js';
import { bundles } from './english/bundles.js';
import { conduct } from './english/conduct.js';
import { coordination } from './english/coordination.js';
import { evidence } from './english/evidence.js';
import { intake } from './english/intake.js';
import { uploads } from './english/uploads.js';
import { openid } from './english/openid.js';
import { people } from './english/people.js';
import { planning } from './english/planning.js';
import { pull } from './english/pull.js';
import { wizard } from './english/wizard.js';

/** Every word that the pages say, a file a page. Another language is another object of this shape, chosen at run time. */
export const english = {
  product: 'Lectern',
  server: {
    /** What the server said, in this language. */
    says: (sentence: string | undefined) => sentence ?? '',
  },
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

export type Texts = typeof english;
