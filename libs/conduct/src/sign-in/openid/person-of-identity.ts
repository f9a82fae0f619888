import type { AuditNote, Transaction, User } from '@lectern/records';
import { OpenIdFailed, type OpenIdIdentity } from './openid-provider.js';

/**
 * The person whom an account of the provider is of. The first time it is whoever was invited under the account's verified e-mail address; from then on the
 * person is known by the account itself, and no other account with that address is theirs.
 * @returns the person, and what the record says of an account that is new
 * @throws OpenIdFailed `email-not-verified`, `not-invited`, `several-invited` or `another-account`
 */
export async function personOfIdentity(
  tx: Transaction,
  identity: OpenIdIdentity,
): Promise<{ user: User; note: AuditNote | null }> {
  const { issuer, subject, email, isEmailVerified } = identity;
  const known = await tx.people.findByOpenId(issuer, subject);
  if (known) return { user: known, note: null };
  if (email === null || !isEmailVerified) throw new OpenIdFailed('email-not-verified');
  const [invited, ...others] = await tx.people.invitedUnder(email);
  if (!invited) throw new OpenIdFailed('not-invited');
  if (others.length > 0) throw new OpenIdFailed('several-invited');
  const person = await tx.people.lock(invited.id);
  if (person?.email !== invited.email) throw new OpenIdFailed('not-invited'); // corrected in between
  if (person.openIdSubject !== null && person.openIdIssuer === issuer) throw new OpenIdFailed('another-account');
  await tx.people.setOpenId(person.id, { issuer, subject });
  const before = person.openIdSubject === null ? null : { issuer: person.openIdIssuer, subject: person.openIdSubject };
  return {
    user: person,
    note: { by: person, act: 'person.openid-account', subject: person.id, before, after: { issuer, subject } },
  };
}
