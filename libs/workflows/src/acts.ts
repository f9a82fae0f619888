import { defineUpdate } from '@temporalio/workflow';

/** Names an act of the record (its audit entry's subject and number); says nothing about its content. */
export type ActReference = string;

/** A reader has withdrawn or was withdrawn. */
export const withdraw = defineUpdate<void, [ActReference]>('withdraw');
/** A read of the reader was excused or opened again. */
export const excuse = defineUpdate<void, [ActReference]>('excuse');
/** The study's protocol was amended. */
export const amend = defineUpdate<void, [ActReference]>('amend');
