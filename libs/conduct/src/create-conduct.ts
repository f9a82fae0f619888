import { access } from './access/access.js';
import { arrivals } from './arrivals/arrivals.js';
import { analyses } from './analysis/analyses.js';
import { exports } from './bundle/exports.js';
import { cases } from './cases/cases.js';
import type { Conduct } from './conduct.js';
import type { ConductDeps } from './deps.js';
import { payloads } from './encryption/payloads.js';
import { idempotency } from './idempotency/once.js';
import { JudgedImages } from './images/images.js';
import { members } from './members/members.js';
import { people } from './people/people.js';
import { progress } from './progress/progress.js';
import { pulls } from './pull/pulls.js';
import { readers } from './readers/readers.js';
import { reading } from './reading/reading.js';
import { studyRecord } from './record/study-record.js';
import { signIn } from './sign-in/sign-in.js';
import { planning } from './studies/planning.js';
import { studies } from './studies/studies.js';
import { uploads } from './uploads/uploads.js';
import { truthing } from './truthing/truthing.js';

/** The use cases of an installation, ready for any interface. */
export function createConduct(deps: ConductDeps): Conduct {
  return {
    signIn: signIn(deps),
    studies: studies(deps),
    planning: planning(deps),
    cases: cases(deps),
    uploads: uploads(deps),
    arrivals: arrivals(deps),
    truthing: truthing(deps),
    pulls: pulls(deps),
    readers: readers(deps),
    progress: progress(deps),
    members: members(deps),
    people: people(deps),
    record: studyRecord(deps),
    analysis: analyses(deps),
    exports: exports(deps),
    reading: reading(deps),
    images: new JudgedImages(deps),
    payloads: payloads(deps),
    access: access(deps),
    idempotency: idempotency(deps),
  };
}
