import { defineUpdate } from '@temporalio/workflow';

/** Names an act of the record (its audit entry's subject and number); says nothing about its content. */
export type ActReference = string;

/** A reader has withdrawn or was withdrawn. */
export const withdraw = defineUpdate<void, [ActReference]>('withdraw');
/** A submitted read of the reader was opened again. */
export const reopen = defineUpdate<void, [ActReference]>('reopen');
/** A read of the reader was excused; until 0.1.0 also one that was opened again. */
export const excuse = defineUpdate<void, [ActReference]>('excuse');
/** The study's protocol was amended. */
export const amend = defineUpdate<void, [ActReference]>('amend');
