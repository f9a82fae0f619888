import type { ActReference } from './acts.js';
import type { CaseId, ReaderId, StudyId } from '@lectern/contracts';

/** `study` is for finding the workflow; messages that were written before 0.2.0 have none. */
interface NudgedReader {
  readonly reader: ReaderId;
  readonly study?: StudyId;
}

/**
 * What the record tells the conductor, through its outbox, in the transaction of the act itself. A nudge says that something changed, never what it
 * says: workflows re-read the record, so a nudge that comes twice or late changes nothing. Ids only; no name, answer or image.
 */
export type Nudge =
  | { readonly kind: 'case-arriving' | 'case-received'; readonly case: CaseId }
  | { readonly kind: 'inference-due'; readonly case: CaseId; readonly model: string; readonly version: string }
  | { readonly kind: 'inference-settled' }
  | { readonly kind: 'export-due'; readonly study: StudyId; readonly id: string }
  | ({ readonly kind: 'reader-changed' } & NudgedReader)
  | ({ readonly kind: 'reader-withdrawn'; readonly act: ActReference } & NudgedReader)
  | ({ readonly kind: 'read-excused'; readonly act: ActReference } & NudgedReader)
  | ({ readonly kind: 'read-reopened'; readonly act: ActReference } & NudgedReader)
  | { readonly kind: 'study-changed'; readonly study: StudyId }
  | { readonly kind: 'truthing-changed'; readonly study: StudyId }
  | { readonly kind: 'protocol-amended'; readonly study: StudyId; readonly act: ActReference };
