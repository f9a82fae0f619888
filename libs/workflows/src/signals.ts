import { defineSignal } from '@temporalio/workflow';

/** A nudge: the record of this reader or study has changed. */
export const recordChanged = defineSignal('recordChanged');
