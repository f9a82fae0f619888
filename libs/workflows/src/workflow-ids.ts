import type { InferenceRequest } from './activities.js';
import type { Nudge } from './nudges.js';

/** The id of the workflow that a nudge is for. One workflow for the intake of all cases and one for all inferences, one an export, reader or study: a second start of the same id is no second workflow. */
export function workflowIdOf(nudge: Nudge): string {
  switch (nudge.kind) {
    case 'case-arriving':
    case 'case-received':
      return 'intake'; // the window, which begins a child a case
    case 'inference-due':
    case 'inference-settled':
      return 'inference'; // the window, which begins a child a case and model version
    case 'export-due':
      return `export/${nudge.id}`;
    case 'reader-changed':
    case 'reader-withdrawn':
    case 'read-excused':
    case 'read-reopened':
      return `reader/${nudge.reader}`;
    case 'study-changed':
    case 'protocol-amended':
      return `study/${nudge.study}`;
    case 'truthing-changed':
      return `truthing/${nudge.study}`;
  }
}

export const inferenceIdOf = ({ case: id, model, version }: InferenceRequest): string =>
  `inference/${id}/${model}/${version}`;
