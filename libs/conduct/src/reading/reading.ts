import type { Reading } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { sessionCalendar } from '../readers/calendar.js';
import { reportProblem } from '../readers/problems.js';
import { withdrawOneself } from '../readers/withdraw.js';
import { beginSession } from './begin-session.js';
import { readingOverview } from './overview.js';
import { postEvents } from './post-events.js';
import { saveDraft } from './save-draft.js';
import { setTimeZone } from './set-time-zone.js';
import { signDocuments } from './sign-documents.js';
import { submitRead } from './submit-read.js';
import { takeOver } from './take-over.js';

/** The life of a reader's reads, one act after the other. */
export function reading(deps: ConductDeps): Reading {
  return {
    overview: (actor, study) => readingOverview(deps, actor, study),
    sign: (actor, study, documents) => signDocuments(deps, actor, study, documents),
    setTimeZone: (actor, study, timeZone) => setTimeZone(deps, actor, study, timeZone),
    withdraw: (actor, study, reason) => withdrawOneself(deps, actor, study, reason),
    report: (actor, study, problem) => reportProblem(deps, actor, study, problem),
    calendar: (actor, study) => sessionCalendar(deps, actor, study),
    begin: (actor, study) => beginSession(deps, actor, study),
    takeOver: (actor, study, read) => takeOver(deps, actor, study, read),
    events: (actor, study, read, batch) => postEvents(deps, actor, study, read, batch),
    draft: (actor, study, read, draft) => saveDraft(deps, actor, study, read, draft),
    submit: (actor, study, read, submission) => submitRead(deps, actor, study, read, submission),
  };
}
