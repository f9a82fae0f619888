import type { Truthing } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { beginTruthing, saveTruthDraft, submitTruth, takeOverTruth } from './judge-case.js';
import { listPanelReminders } from './keep-panel-reminders.js';
import { addTruther, openTruthing, renewTrutherLink } from './panel-setup.js';
import { panelView } from './panel-view.js';
import { replaceTruther } from './replace-truther.js';
import { truthSeatOf } from './truth-seat.js';
import { truthingOverview } from './truthing-state.js';

/** How a panel sets the truth: independent members, masked to each other, to AI and to reads. */
export function truthing(deps: ConductDeps): Truthing {
  const { read } = deps.records;
  return {
    panel: (study) => panelView(read, study),
    addMember: (actor, study, input) => addTruther(deps, actor, study, input),
    renewLink: (actor, study, user) => renewTrutherLink(deps, actor, study, user),
    replace: (actor, study, user, input) => replaceTruther(deps, actor, study, user, input),
    reminders: (study, page) => listPanelReminders(deps, study, page),
    open: (actor, study) => openTruthing(deps, actor, study),
    overview: async (actor, study) => truthingOverview(read, await truthSeatOf(read, actor, study)),
    begin: (actor, study) => beginTruthing(deps, actor, study),
    takeOver: (actor, study, id) => takeOverTruth(deps, actor, study, id),
    draft: (actor, study, id, draft) => saveTruthDraft(deps, actor, study, id, draft),
    submit: (actor, study, id, submission) => submitTruth(deps, actor, study, id, submission),
  };
}
