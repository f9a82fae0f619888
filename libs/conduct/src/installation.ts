import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Configuration } from '@lectern/contracts';
import { signerOf } from '@lectern/evidence';
import { createRecords } from '@lectern/records';
import { FolderStore, S3Store } from '@lectern/storage';
import { deidentificationKey } from './activities/deidentification-key.js';
import { mailerOf } from './activities/mailer.js';
import type { ActivityDeps } from './activities/activity-deps.js';
import { CredentialsVault } from './pull/credentials-vault.js';
import { SourceKeys } from './arrivals/source-keys.js';
import { IdentityVault } from './cases/identity-vault.js';
import type { ConductDeps } from './deps.js';
import { payloadKeys } from './encryption/payload-keys.js';
import { installationSecret } from './evidence/installation-secret.js';
import { OpenIdProvider } from './sign-in/openid/openid-provider.js';

/** What the processes of an installation share: the record and the objects, with the real clock, ids and secrets. */
export interface OpenInstallation
  extends
    ConductDeps,
    Pick<
      ActivityDeps,
      'deidentification' | 'frames' | 'software' | 'mailer' | 'arrivalQuietSeconds' | 'refusedOriginalsDays'
    > {
  close(): Promise<void>;
}

/** @throws TypeError without a database address: the launcher names the embedded one's */
export async function openInstallation(configuration: Configuration): Promise<OpenInstallation> {
  const { database, dataFolder, deidentification, http, intake, objects, signIn } = configuration;
  if (!database.url) throw new TypeError('No database: start with `lectern up`, or set LECTERN_DATABASE_URL');
  const clock = { now: (): Date => new Date() };
  const records = createRecords({ url: database.url, clock });
  return {
    records,
    store: objects.s3 ? new S3Store(objects.s3) : await FolderStore.open(join(dataFolder, 'objects')),
    clock,
    ids: { next: () => randomUUID() },
    secrets: { token: () => randomBytes(32).toString('base64url') },
    signer: signerOf(await installationSecret(dataFolder, 'signing-key')),
    deidentificationKey: await deidentificationKey(dataFolder),
    payloadKeys: () => payloadKeys(configuration),
    mailer: mailerOf(configuration),
    publicUrl: http.publicUrl,
    openid: signIn.openid && new OpenIdProvider(signIn.openid),
    deidentification,
    identityVault: new IdentityVault(await installationSecret(dataFolder, 'reidentification-key')),
    credentialsVault: new CredentialsVault(await installationSecret(dataFolder, 'credentials-key')),
    sourceKeys: new SourceKeys(await installationSecret(dataFolder, 'source-key')),
    frames: intake.frames,
    arrivalQuietSeconds: intake.quietSeconds,
    refusedOriginalsDays: intake.refusedOriginalsDays,
    uploadsKeptHours: intake.uploadsKeptHours,
    software: { name: 'Lectern', version: await ownVersion() },
    close: () => records.close(),
  };
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
