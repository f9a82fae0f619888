import { defineSignal } from '@temporalio/workflow';
import type { CaseId } from '@lectern/contracts';

/** A nudge: the record of this reader or study has changed. */
export const recordChanged = defineSignal('recordChanged');

/** The intake of a case has ended. */
export const caseDecided = defineSignal<[CaseId]>('caseDecided');
