/** Nobody is signed in, or the session has ended. */
export class SignInRequired extends Error {
  override readonly name = 'SignInRequired';
  constructor(message = 'Sign in first') {
    super(message);
  }
}
