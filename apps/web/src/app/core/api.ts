import { Injectable } from '@angular/core';
import { ApiClient } from '@lectern/contracts';

/** Browsers limit what may outlive its page to 64 KiB in flight; larger bodies go the ordinary way and are sent again from the queue. */
const keepaliveLimit = 60_000;

/** A request that begins as the page goes away is let finish without it. */
const pageFetch: typeof fetch = (input, init) => {
  const small = typeof init?.body === 'string' && init.body.length < keepaliveLimit;
  return fetch(input, small && document.visibilityState === 'hidden' ? { ...init, keepalive: true } : init);
};

/** 128 random bits; `crypto.randomUUID` is there over HTTPS alone. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The API of this origin; the session cookie is the browser's own business. */
@Injectable({ providedIn: 'root' })
export class Api extends ApiClient {
  constructor() {
    super({ baseUrl: '', fetch: pageFetch, newKey });
  }
}
