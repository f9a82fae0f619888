import type { Study, Transaction } from '@lectern/records';
import { Conflict } from '../errors.js';

/** @throws Conflict once the study is frozen */
export async function assertTruthOpen(_tx: Transaction, { phase }: Study): Promise<void> {
  if (phase !== 'draft')
    throw new Conflict(
      'frozen',
      'The reference standard is frozen with the study.',
      'Create a new study with the same cases.',
    );
}
