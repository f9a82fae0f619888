import type { Database } from '../database.js';
import type { InstantKey, Seek } from '../seek.js';
import type { AuthSession, OpenIdProof, SignInLink, User } from '../generated/prisma/client.js';

export type NewUser = Pick<User, 'id' | 'name' | 'email' | 'kind' | 'administrator' | 'createdAt'>;
type NewLink = Pick<SignInLink, 'id' | 'tokenHash' | 'userId' | 'issuedById' | 'createdAt' | 'expiresAt'>;

/** People, their passwords, one-time links and sign-in sessions. Tokens and passwords are known here by their hashes alone. */
export class PersonRepository {
  constructor(private readonly db: Database) {}

  count(): Promise<number> {
    return this.db.user.count();
  }

  /** Other acts that lock the installation wait until this one commits: the first administrator is created once. */
  async lockInstallation(): Promise<void> {
    await this.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lectern.installation'))`;
  }

  find(id: string): Promise<User | null> {
    return this.db.user.findUnique({ where: { id } });
  }

  /** In the order in which they came. */
  page({ after, take }: Seek<InstantKey>): Promise<User[]> {
    const later = after && [{ createdAt: { gt: after.at } }, { createdAt: after.at, id: { gt: after.id } }];
    return this.db.user.findMany({
      where: later ? { OR: later } : {},
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take,
    });
  }

  findByLogin(login: string): Promise<User | null> {
    return this.db.user.findUnique({ where: { login } });
  }

  findByOpenId(openIdIssuer: string, openIdSubject: string): Promise<User | null> {
    return this.db.user.findFirst({ where: { openIdIssuer, openIdSubject } });
  }

  /** People, not simulated ones, under an e-mail address; capitals and small letters are the same. */
  invitedUnder(email: string): Promise<User[]> {
    return this.db.$queryRaw<{ id: string }[]>`
      SELECT id FROM user_account WHERE lower(email) = lower(${email}) AND kind = 'person'`.then((found) =>
      this.db.user.findMany({ where: { id: { in: found.map(({ id }) => id) } }, orderBy: { id: 'asc' } }),
    );
  }

  /** Other acts that ask who is under this address wait until this one commits: nobody is made twice. */
  async lockAddress(email: string): Promise<void> {
    await this.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('lectern.address ' || lower(${email})))`;
  }

  /** One proof of identity of a person at a time. */
  async lock(id: string): Promise<User | null> {
    await this.db.$executeRaw`SELECT 1 FROM user_account WHERE id = ${id} FOR UPDATE`;
    return this.find(id);
  }

  create(user: NewUser): Promise<User> {
    return this.db.user.create({ data: user });
  }

  /** Under another e-mail address, which nobody shares, the person comes from another account. */
  async change(id: string, { name, email }: Pick<User, 'name' | 'email'>): Promise<void> {
    const { email: before } = await this.db.user.findUniqueOrThrow({ where: { id } });
    const moved = { openIdIssuer: null, openIdSubject: null, sharesAddress: false };
    await this.db.user.update({ where: { id }, data: { name, email, ...(email !== before && moved) } });
  }

  async setOpenId(id: string, { issuer, subject }: { issuer: string; subject: string }): Promise<void> {
    await this.db.user.update({ where: { id }, data: { openIdIssuer: issuer, openIdSubject: subject } });
  }

  async setPassword(id: string, set: { login: string; passwordHash: string; name: string }): Promise<void> {
    await this.db.user.update({ where: { id }, data: set });
  }

  /** The login stays; the next password is set as a first one. The account at a provider is found by the e-mail address again. */
  async clearPassword(id: string): Promise<void> {
    const data = { passwordHash: null, openIdIssuer: null, openIdSubject: null };
    await this.db.user.update({ where: { id }, data });
  }

  async addProof(proof: Omit<OpenIdProof, 'usedAt'>): Promise<void> {
    await this.db.openIdProof.create({ data: proof });
  }

  findProof(tokenHash: string): Promise<OpenIdProof | null> {
    return this.db.openIdProof.findUnique({ where: { tokenHash } });
  }

  /** @returns false where it was used already */
  async useProof(tokenHash: string, at: Date): Promise<boolean> {
    const { count } = await this.db.openIdProof.updateMany({
      where: { tokenHash, usedAt: null },
      data: { usedAt: at },
    });
    return count === 1;
  }

  async setAttempts(id: string, failedAttempts: number, lockedUntil: Date | null): Promise<void> {
    await this.db.user.update({ where: { id }, data: { failedAttempts, lockedUntil } });
  }

  async createLink(link: NewLink): Promise<void> {
    await this.db.signInLink.create({ data: link });
  }

  /** Locks the link, so that it is redeemed once. */
  async lockLink(tokenHash: string): Promise<SignInLink | null> {
    await this.db.$executeRaw`SELECT 1 FROM sign_in_link WHERE token_hash = ${tokenHash} FOR UPDATE`;
    return this.db.signInLink.findUnique({ where: { tokenHash } });
  }

  async useLink(id: string, at: Date): Promise<void> {
    await this.db.signInLink.update({ where: { id }, data: { usedAt: at } });
  }

  /** Unused links of a person (null: those for the first administrator) become void; `mailed`: those alone that the installation made itself. */
  async voidLinks(userId: string | null, at: Date, which: 'all' | 'mailed' = 'all'): Promise<void> {
    const own = which === 'mailed' ? { issuedById: null } : {};
    const where = { userId, usedAt: null, voidedAt: null, ...own };
    await this.db.signInLink.updateMany({ where, data: { voidedAt: at } });
  }

  findLink(tokenHash: string): Promise<SignInLink | null> {
    return this.db.signInLink.findUnique({ where: { tokenHash } });
  }

  async createSession(session: Omit<AuthSession, 'endedAt'>): Promise<void> {
    await this.db.authSession.create({ data: session });
  }

  /** What a person is signed in by now, newest first. */
  async sessionsOf(userId: string, now: Date): Promise<AuthSession[]> {
    return this.db.authSession.findMany({
      where: { userId, endedAt: null, expiresAt: { gt: now } },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
  }

  async endSession(tokenHash: string, at: Date): Promise<void> {
    await this.db.authSession.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } });
  }

  /** @returns whether the person had such a session */
  async revokeSession(userId: string, id: string, at: Date): Promise<boolean> {
    const { count } = await this.db.authSession.updateMany({
      where: { id, userId, endedAt: null },
      data: { endedAt: at },
    });
    return count === 1;
  }

  /** Ends every session and token of a person. @returns how many there were */
  async endSessions(userId: string, at: Date): Promise<number> {
    const { count } = await this.db.authSession.updateMany({ where: { userId, endedAt: null }, data: { endedAt: at } });
    return count;
  }

  /** Ends every session and token of a person but one. */
  async endOtherSessions(userId: string, except: string, at: Date): Promise<void> {
    await this.db.authSession.updateMany({
      where: { userId, endedAt: null, id: { not: except } },
      data: { endedAt: at },
    });
  }
}
