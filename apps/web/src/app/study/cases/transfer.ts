import { ApiError, problemSchema } from '@lectern/contracts';
import { type DetailedError, Upload } from 'tus-js-client';
import type { PackedCase } from './packed-case.js';

/** Nothing is wrong with what is sent: it can go on from where it was. */
export class TransferInterrupted extends Error {
  override readonly name = 'TransferInterrupted';
}

/** What a lost connection costs at most (bytes). */
const chunkSize = 8 * 1024 * 1024;
/** The server asks to be asked again: another window writes to the same upload, or it has just been taken over. */
const again = new Set([409, 423, 429]);

/**
 * Sends a case from where the server has it to its end (tus 1.0).
 *
 * @param uploads address of the study's uploads
 * @param onProgress told how much of the case is there (bytes)
 * @throws TransferInterrupted, also where `signal` ends it; ApiError where the server refuses it
 */
export function transfer(
  { id, manifest, content }: PackedCase,
  uploads: string,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(content, {
      ...{ endpoint: uploads, uploadUrl: `${uploads}/${id}`, metadata: { id, label: manifest.label } },
      ...{ chunkSize, retryDelays: null, storeFingerprintForResuming: false },
      onProgress,
      onSuccess: () => resolve(),
      onError: (error) => reject(failureOf(error)),
    });
    const stop = (): void => {
      void upload.abort();
      reject(new TransferInterrupted('stopped'));
    };
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    upload.start();
  });
}

function failureOf(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  if (status === 0 || status >= 500 || again.has(status)) return new TransferInterrupted(error.message);
  const problem = problemSchema.safeParse(jsonOf(response?.getBody() ?? ''));
  return problem.success ? new ApiError(status, problem.data) : error;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
