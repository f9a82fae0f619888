type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Answers of a proxy before a server that is not there for a moment. */
const passing = new Set([502, 503, 504]);

/**
 * A `fetch` that sends a request again, unchanged, where no answer came or the server was not there. Only what has its effect once is sent again: reads, puts,
 * deletions, and posts under an Idempotency-Key.
 * @param pauses ms before the second, third ... time; after the last one the failure stands
 * @param wait resolves after so many ms
 */
export function repeatedFetch(
  fetch: Fetch,
  pauses: readonly number[],
  wait: (millis: number) => Promise<unknown>,
): Fetch {
  return async (input, init) => {
    for (const pause of isRepeatable(init) ? pauses : []) {
      const response = await fetch(input, init).catch((error: unknown) => {
        if (init?.signal?.aborted) throw error;
        return null;
      });
      if (response && !passing.has(response.status)) return response;
      await wait(pause);
    }
    return fetch(input, init);
  };
}

const isRepeatable = ({ method = 'GET', headers, body }: RequestInit = {}): boolean =>
  !(body instanceof FormData) && (method !== 'POST' || new Headers(headers).has('idempotency-key'));
