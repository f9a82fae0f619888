import type { Database } from '../database.js';
import type { SignInLink, User } from '../generated/prisma/client.js';

/** People, their one-time links and their sign-in sessions. Tokens are known here by their hashes alone. */
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

  create(user: User): Promise<User> {
    return this.db.user.create({ data: user });
  }

  async createLink(link: Pick<SignInLink, 'id' | 'tokenHash' | 'userId' | 'createdAt' | 'expiresAt'>): Promise<void> {
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

  /** Unused links of a person (null: those for the first administrator) become void. */
  async voidLinks(userId: string | null, at: Date): Promise<void> {
    await this.db.signInLink.updateMany({ where: { userId, usedAt: null, voidedAt: null }, data: { voidedAt: at } });
  }

  async createSession(session: {
    id: string;
    tokenHash: string;
    userId: string;
    createdAt: Date;
    expiresAt: Date;
  }): Promise<void> {
    await this.db.authSession.create({ data: session });
  }

  /** Whose session it is, unless it ended or expired. */
  async ofSession(tokenHash: string, now: Date): Promise<User | null> {
    const session = await this.db.authSession.findUnique({ where: { tokenHash }, include: { user: true } });
    return session && session.endedAt === null && session.expiresAt > now ? session.user : null;
  }

  async endSession(tokenHash: string, at: Date): Promise<void> {
    await this.db.authSession.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } });
  }
}
