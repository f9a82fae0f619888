import type { ServerCredentials } from '@lectern/contracts';
import { Conflict } from '../errors.js';
import { boundaryOf, readMultipart } from './read-multipart.js';

/** A data set as QIDO-RS gives it. */
export type JsonDataset = Readonly<Record<string, { readonly Value?: readonly unknown[] } | undefined>>;

/** Without a byte for so long, a server is given up (milliseconds). */
const silenceMillis = 60_000;
/** The largest list of matches that is read, and the largest object (bytes). */
const largestList = 64 * 1024 * 1024;
const largestObject = 256 * 1024 * 1024;

/**
 * QIDO-RS and WADO-RS (PS3.18) of one server. Its address was allowed by an administrator; nothing leads away from it: redirects are not followed, and what is asked
 * for is only ever a path below it.
 */
export class DicomwebClient {
  /** @param root as allowed, without a slash at its end */
  constructor(
    private readonly root: string,
    private readonly credentials: ServerCredentials | null,
  ) {}

  /** @throws Conflict where the server does not answer as one */
  async list(path: readonly string[], query: Readonly<Record<string, string>>): Promise<JsonDataset[]> {
    const search = new URLSearchParams(query).toString();
    const response = await this.get(`${pathOf(path)}?${search}`, 'application/dicom+json');
    if (response.status === 204) return [];
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of bodyOf(response)) {
      length += piece.length;
      if (length > largestList) throw unusable('its answer is too long');
      pieces.push(piece);
    }
    try {
      return JSON.parse(Buffer.concat(pieces).toString('utf8')) as JsonDataset[];
    } catch {
      throw unusable('its answer is no DICOM JSON');
    }
  }

  /** The objects of a study, series or instance, as they are stored there, one by one as they come. @throws Conflict */
  async *objects(path: readonly string[]): AsyncGenerator<Uint8Array> {
    const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
    const response = await this.get(pathOf(path), accept);
    const boundary = boundaryOf(response.headers.get('content-type') ?? '');
    for await (const { bytes } of readMultipart(bodyOf(response), boundary, largestObject)) yield bytes;
  }

  private async get(path: string, accept: string): Promise<Response> {
    const response = await fetch(this.root + path, {
      headers: { accept, ...authorizationOf(this.credentials) },
      redirect: 'error',
      signal: AbortSignal.timeout(silenceMillis * 10),
    }).catch(() => {
      throw unusable('it cannot be reached');
    });
    if (response.status === 401 || response.status === 403) throw unusable('it refuses the credentials');
    if (!response.ok) throw unusable(`it answered ${response.status}`);
    return response;
  }
}

const pathOf = (parts: readonly string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body) yield* body as AsyncIterable<Uint8Array>;
}

function authorizationOf(credentials: ServerCredentials | null): Record<string, string> {
  if (!credentials) return {};
  if (credentials.kind === 'bearer') return { authorization: `Bearer ${credentials.token}` };
  const plain = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  return { authorization: `Basic ${plain}` };
}

const unusable = (why: string): Conflict =>
  new Conflict(
    'server-unusable',
    `The DICOMweb server cannot be used: ${why}.`,
    'Ask the administrator who entered it.',
  );
