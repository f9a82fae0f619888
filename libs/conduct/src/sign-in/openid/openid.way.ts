import type { SignInWays } from '@lectern/contracts';
import type { Actor } from '../../actor.js';
import type { SignedIn } from '../sign-in.way.js';

/** A sign-in that goes on at the provider. */
export interface OpenIdBegun {
  /** Where the browser goes. */
  readonly address: string;
  /** What it must bring back; opaque to it. */
  readonly sealed: string;
  /** How long that is good (seconds). */
  readonly seconds: number;
}

export type OpenIdOutcome =
  | { readonly kind: 'signed-in'; readonly signedIn: SignedIn }
  | { readonly kind: 'proven'; readonly window: string; readonly token: string };

export interface OpenIdSignIn {
  ways(): SignInWays;
  /** @param origin address of this server as the browser knows it @throws NotFound where no provider is configured, OpenIdFailed */
  begin(origin: string): Promise<OpenIdBegun>;
  /** The same for a proof of who signs: the person signs in anew. @param window which window asks */
  beginProof(actor: Actor, origin: string, window: string): Promise<OpenIdBegun>;
  /** @param search query of the address to which the provider sent the browser @throws OpenIdFailed */
  finish(sealed: string | undefined, search: string): Promise<OpenIdOutcome>;
}
