import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Signing } from '@lectern/contracts';
import { signerOf } from '@lectern/evidence';
import { createRecords } from '@lectern/records';
import { FolderStore } from '@lectern/storage';
import { createTestDatabase, query } from '../../records/testing/test-database.js';
import { CredentialsVault } from '../src/pull/credentials-vault.js';
import { SourceKeys } from '../src/arrivals/source-keys.js';
import { IdentityVault } from '../src/cases/identity-vault.js';
import { createConduct } from '../src/create-conduct.js';
import type { Actor, Conduct } from '../src/conduct.js';
import type { ConductDeps } from '../src/deps.js';

/** A clock that stands until it is moved. */
export class ManualClock {
  private millis = Date.parse('2026-01-05T09:00:00.000Z');
  now = (): Date => new Date(this.millis);
  advance(by: { seconds?: number; days?: number }): void {
    this.millis += (by.seconds ?? 0) * 1000 + (by.days ?? 0) * 86_400_000;
  }
}

/** The password of the administrator, who coordinates the studies of tests. */
export const testPassword = 'long enough for a test';

/** A page that holds the whole of any list of a test. */
export const wholePage = { limit: 1000, order: 'oldest' } as const;

/** What the administrator signs with. */
export const signing = (meaning = 'I fix this plan.'): Signing => ({ meaning, proof: { password: testPassword } });

export interface TestInstallation extends ConductDeps {
  readonly clock: ManualClock;
  readonly conduct: Conduct;
  readonly databaseUrl: string;
  /** Signs in by a link. */
  enter(token: string | null): Promise<Actor>;
  administrator(): Promise<Actor>;
  close(): Promise<void>;
}

/** Lets a person come under the address of an older account, as people could before one address stood for one person. */
export async function shareAddress({ databaseUrl }: TestInstallation, user: string, email: string): Promise<void> {
  await query(databaseUrl, `UPDATE user_account SET email = '${email}', shares_address = true WHERE id = '${user}'`);
}

/** The real record and a real store in a folder, with a clock, ids and secrets that say the same at every run. */
export async function startTestInstallation(): Promise<TestInstallation> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'lectern-objects-'));
  const clock = new ManualClock();
  const records = createRecords({ url: database.applicationUrl, clock });
  const counter = (name: string) => {
    let n = 0;
    return () => `${name}-${String(++n).padStart(5, '0')}`;
  };
  const deps: ConductDeps & { clock: ManualClock } = {
    records,
    store: await FolderStore.open(folder),
    clock,
    ids: { next: counter('id') },
    secrets: { token: counter('not-so-secret-token') },
    payloadKeys: () => Promise.reject(new Error('no payload is encrypted in this test')),
    identityVault: new IdentityVault(new Uint8Array(32).fill(8)),
    deidentificationKey: new Uint8Array(32).fill(7),
    credentialsVault: new CredentialsVault(new Uint8Array(32).fill(10)),
    sourceKeys: new SourceKeys(new Uint8Array(32).fill(9)),
    signer: signerOf(new Uint8Array(32).fill(7)),
  };
  const conduct = createConduct(deps);
  const enter = async (token: string | null): Promise<Actor> => {
    if (token === null) throw new Error('this person was here before and has no link');
    const actor = await conduct.signIn.actorOf((await conduct.signIn.redeem(token)).sessionToken);
    if (!actor) throw new Error('the session that was just made is not there');
    return actor;
  };
  return {
    ...deps,
    conduct,
    databaseUrl: database.url,
    enter,
    administrator: async () => {
      const actor = await enter((await conduct.signIn.firstLink()) ?? 'there is an administrator already');
      await conduct.signIn.setPassword(actor, { login: 'administrator', password: testPassword });
      return actor;
    },
    close: async () => {
      await records.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
