import { finishOpenId } from '@lectern/contracts';
import { installationChain, type Transaction } from '@lectern/records';
import { z } from 'zod';
import type { ConductDeps } from '../../deps.js';
import { NotFound } from '../../errors.js';
import { beginSession, welcomeReader } from '../begin-session.js';
import { hashOfToken } from '../sign-in-link.js';
import type { OpenIdBegun, OpenIdOutcome, OpenIdSignIn } from './openid.way.js';
import { attemptSeconds, OpenIdFailed, type OpenIdIdentity, type OpenIdProvider } from './openid-provider.js';
import { personOfIdentity } from './person-of-identity.js';

/** How long a proof is good (seconds); clocks of server and provider may differ by so much (seconds). */
const [proofSeconds, skewSeconds] = [300, 30];
const sealedAs = 'sign-in at the OpenID provider';

const openedSchema = z.object({
  attempt: z.object({ redirectUri: z.string(), state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
  begunAt: z.iso.datetime(),
  proof: z.object({ user: z.string(), session: z.string(), window: z.string() }).nullable(),
});
type Opened = z.infer<typeof openedSchema>;
type ProofAsked = NonNullable<Opened['proof']>;

/** Sign-in by OpenID Connect, where a provider is configured. Until the person comes back, what was begun lies sealed with their browser alone. */
export function openIdSignIn(deps: ConductDeps): OpenIdSignIn {
  return {
    ways: () => ({ openid: deps.openid ? { name: deps.openid.name } : null }),
    begin: (origin) => begin(deps, origin, null),
    beginProof: ({ user, session }, origin, window) => begin(deps, origin, { user, session, window }),
    finish: async (sealed, search) => {
      const opened = open(deps, sealed);
      return finish(deps, opened, search).catch((error: unknown) => {
        throw error instanceof OpenIdFailed && opened.proof
          ? new OpenIdFailed(error.problem, opened.proof.window, { cause: error })
          : error;
      });
    },
  };
}

async function begin(deps: ConductDeps, origin: string, proof: ProofAsked | null): Promise<OpenIdBegun> {
  const redirectUri = `${(deps.publicUrl ?? origin).replace(/\/$/, '')}${finishOpenId.path}`;
  const { address, attempt } = await providerOf(deps).begin(redirectUri, proof !== null);
  const opened: Opened = { attempt, begunAt: deps.clock.now().toISOString(), proof };
  const sealed = deps.credentialsVault.seal(sealedAs, opened);
  return { address, sealed: Buffer.from(sealed).toString('base64url'), seconds: attemptSeconds };
}

/** @throws OpenIdFailed `begun-elsewhere` for what this installation did not seal, or too long ago */
function open({ credentialsVault, clock }: ConductDeps, sealed: string | undefined): Opened {
  try {
    const opened = openedSchema.parse(credentialsVault.open(sealedAs, Buffer.from(sealed ?? '', 'base64url')));
    if (Date.parse(opened.begunAt) + attemptSeconds * 1000 > clock.now().getTime()) return opened;
  } catch (error) {
    throw new OpenIdFailed('begun-elsewhere', null, { cause: error });
  }
  throw new OpenIdFailed('begun-elsewhere');
}

async function finish(deps: ConductDeps, { attempt, begunAt, proof }: Opened, search: string): Promise<OpenIdOutcome> {
  const identity = await providerOf(deps).finish(search, attempt, proof !== null);
  if (proof) return { kind: 'proven', window: proof.window, token: await prove(deps, identity, begunAt, proof) };
  const signedIn = await beginSession(deps, async (tx) => {
    const { user, note } = await personOfIdentity(tx, identity);
    await welcomeReader(tx, user);
    return { user, mayFirstPassword: false, note };
  });
  return { kind: 'signed-in', signedIn };
}

/** A token that proves, for one act in the session that asked, who signs. @throws OpenIdFailed */
async function prove(
  { records, secrets }: ConductDeps,
  identity: OpenIdIdentity,
  begunAt: string,
  { user, session }: ProofAsked,
): Promise<string> {
  const { authenticatedAt } = identity;
  if (!authenticatedAt || authenticatedAt.getTime() < Date.parse(begunAt) - skewSeconds * 1000)
    throw new OpenIdFailed('not-asked-again');
  const token = secrets.token();
  await records.transaction(async (tx: Transaction) => {
    const { user: found, note } = await personOfIdentity(tx, identity);
    if (found.id !== user) throw new OpenIdFailed('another-account');
    const expiresAt = new Date(tx.now.getTime() + proofSeconds * 1000);
    await tx.people.addProof({ tokenHash: hashOfToken(token), sessionId: session, authenticatedAt, expiresAt });
    if (note) await tx.audit.append(installationChain, note);
  });
  return token;
}

function providerOf({ openid }: ConductDeps): OpenIdProvider {
  if (openid) return openid;
  throw new NotFound('no-openid', 'No OpenID Connect provider is configured.', 'Sign in by a link or a password.');
}
