import type { ActReference } from './acts.js';
import type { CaseId, ReaderId, StudyId } from '@lectern/contracts';

/**
 * What the record tells the conductor, through its outbox, in the transaction of the act itself. A nudge says that something changed, never what it
 * says: workflows re-read the record, so a nudge that comes twice or late changes nothing. Ids only; no name, answer or image.
 */
export type Nudge =
  | { readonly kind: 'case-arriving' | 'case-received'; readonly case: CaseId }
  | { readonly kind: 'inference-due'; readonly case: CaseId; readonly model: string; readonly version: string }
  | { readonly kind: 'export-due'; readonly study: StudyId; readonly id: string }
  | { readonly kind: 'reader-changed'; readonly reader: ReaderId }
  | { readonly kind: 'reader-withdrawn'; readonly reader: ReaderId; readonly act: ActReference }
  | { readonly kind: 'read-excused'; readonly reader: ReaderId; readonly act: ActReference }
  | { readonly kind: 'study-changed'; readonly study: StudyId }
  | { readonly kind: 'truthing-changed'; readonly study: StudyId }
  | { readonly kind: 'protocol-amended'; readonly study: StudyId; readonly act: ActReference };
