import type { Transaction, User } from '@lectern/records';
import { Conflict } from '../errors.js';

/**
 * The person whom an e-mail address stands for here, whatever the case of its letters; whoever else asks for the address waits until this act commits.
 * @throws Conflict where several people have the address, from before one address stood for one person
 */
export async function personUnder(tx: Transaction, email: string): Promise<User | null> {
  await tx.people.lockAddress(email);
  return onlyOne(await tx.people.invitedUnder(email));
}

/** @throws Conflict where they are several */
export function onlyOne(people: readonly User[]): User | null {
  const [known, ...others] = people;
  if (others.length > 0)
    throw new Conflict('several-people', 'Several people have this address.', 'Ask the person for their login.');
  return known ?? null;
}

/**
 * To be asked before a person gets another address, under its lock (`lockAddress`, before any row is locked).
 * @throws Conflict where another person has it: letters, invitations and accounts of a provider would go to one of the two, and nobody could say to which
 */
export async function assertAddressFree(tx: Transaction, email: string, user: string): Promise<void> {
  if ((await tx.people.invitedUnder(email)).every(({ id }) => id === user)) return;
  throw new Conflict(
    'address-taken',
    `Another person here has the address ${email}.`,
    'If it is they who read, invite them by it, or let them replace this reader; else give this reader an address of their own.',
  );
}
