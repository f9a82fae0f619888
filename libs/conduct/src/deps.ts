import type { Signer } from '@lectern/evidence';
import type { Clock, Records } from '@lectern/records';
import type { ObjectStore } from '@lectern/storage';
import type { SourceKeys } from './arrivals/source-keys.js';
import type { CredentialsVault } from './pull/credentials-vault.js';
import type { PayloadKeys } from './encryption/payload-keys.js';
import type { OpenIdProvider } from './sign-in/openid/openid-provider.js';
import type { IdentityVault } from './cases/identity-vault.js';

export interface Ids {
  /** An opaque id, never the same twice. */
  next(): string;
}

export interface Secrets {
  /** An unguessable text of at least 128 bits, safe in a URL. */
  token(): string;
}

/** What every use case works with; real clocks, ids and secrets are made in the applications. */
export interface ConductDeps {
  readonly records: Records;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  /** Keys of the payloads in Temporal's histories. */
  readonly payloadKeys: () => Promise<PayloadKeys>;
  readonly identityVault: IdentityVault;
  /** At least 32 secret bytes; the same for the whole life of an installation. */
  readonly deidentificationKey: Uint8Array;
  /** Seals the credentials of other servers, and what is ordered from them. */
  readonly credentialsVault: CredentialsVault;
  /** Names images that came in. */
  readonly sourceKeys: SourceKeys;
  /** Signs for the installation. */
  readonly signer: Signer;
  /** What is there of an upload in parts waits so long for the rest; two days where left out. */
  readonly uploadsKeptHours?: number;
  /** Where people may sign in beside links and passwords; absent where none is configured. */
  readonly openid?: OpenIdProvider | undefined;
  /** Where people find the installation; absent where that is not configured. */
  readonly publicUrl?: string | undefined;
}
