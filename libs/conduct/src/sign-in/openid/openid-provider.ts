import * as client from 'openid-client';
import type { Configuration, OpenIdProblem } from '@lectern/contracts';

export type OpenIdSettings = NonNullable<Configuration['signIn']['openid']>;

/** What a browser must bring back: nobody else can finish what it began. */
export interface OpenIdAttempt {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Who signed in at the provider, by its signed word. */
export interface OpenIdIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly authenticatedAt: Date | null;
}

/** A sign-in at the provider that led nowhere. `window`: which one asked for a proof; null where somebody signs in. */
export class OpenIdFailed extends Error {
  override readonly name = 'OpenIdFailed';
  constructor(
    readonly problem: OpenIdProblem,
    readonly window: string | null = null,
    options?: ErrorOptions,
  ) {
    super(`sign-in by OpenID Connect: ${problem}`, options);
  }
}

/** How long a person may take at the provider (seconds). */
export const attemptSeconds = 600;

/** An OpenID Connect provider as a client sees it (OpenID Connect Core 1.0): code flow with PKCE, state and nonce, ID tokens checked by the provider's keys. */
export class OpenIdProvider {
  private discovered: Promise<client.Configuration> | null = null;

  constructor(private readonly settings: OpenIdSettings) {}

  get name(): string {
    return this.settings.name;
  }

  /**
   * @param anew the person is to prove again who they are, even where the provider knows them
   * @returns where the browser goes, and what it must bring back
   * @throws OpenIdFailed `unreachable`
   */
  async begin(redirectUri: string, anew: boolean): Promise<{ address: string; attempt: OpenIdAttempt }> {
    const configuration = await this.configuration();
    const [state, nonce, codeVerifier] = [
      client.randomState(),
      client.randomNonce(),
      client.randomPKCECodeVerifier(),
    ] as const;
    const address = client.buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirectUri, scope: 'openid email', state, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...(anew && { prompt: 'login', max_age: '0' }),
    });
    return { address: address.href, attempt: { redirectUri, state, nonce, codeVerifier } };
  }

  /**
   * @param search query of the address to which the provider sent the browser
   * @throws OpenIdFailed `unreachable`, `refused-by-provider` or `answer-not-valid`
   */
  async finish(
    search: string,
    { redirectUri, state, nonce, codeVerifier }: OpenIdAttempt,
    anew: boolean,
  ): Promise<OpenIdIdentity> {
    const configuration = await this.configuration();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(redirectUri + search), {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
        ...(anew && { maxAge: attemptSeconds }),
      });
      const claims = tokens.claims();
      if (!claims) throw new OpenIdFailed('answer-not-valid');
      const { sub: subject, iss: issuer, auth_time: seconds } = claims;
      const told = 'email' in claims ? claims : await client.fetchUserInfo(configuration, tokens.access_token, subject);
      return {
        ...{ issuer, subject, email: typeof told.email === 'string' ? told.email : null },
        isEmailVerified: told.email_verified === true,
        authenticatedAt: seconds === undefined ? null : new Date(seconds * 1000),
      };
    } catch (error) {
      throw error instanceof OpenIdFailed ? error : new OpenIdFailed(problemOf(error), null, { cause: error });
    }
  }

  /** What the provider says of itself, asked for once; again where it did not answer. */
  private configuration(): Promise<client.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = null;
      throw new OpenIdFailed('unreachable', null, { cause: error });
    });
    return this.discovered;
  }

  private discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const address = new URL(issuer);
    const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
    const execute = [
      client.enableNonRepudiationChecks,
      ...(address.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ];
    return client.discovery(address, clientId, undefined, authentication, { execute, timeout: 10 });
  }
}

function problemOf(error: unknown): OpenIdProblem {
  if (error instanceof client.AuthorizationResponseError) return 'refused-by-provider';
  const isUnheard =
    error instanceof TypeError || (error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT');
  return isUnheard ? 'unreachable' : 'answer-not-valid';
}
