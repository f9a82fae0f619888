import { transferFailure, TransferInterrupted, transferPart } from '@lectern/contracts';
import { type DetailedError, Upload } from 'tus-js-client';
import type { PackedCase } from './packed-case.js';

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
      ...{ chunkSize: transferPart, retryDelays: null, storeFingerprintForResuming: false },
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
  return transferFailure(response?.getStatus() ?? 0, response?.getBody() ?? '', error);
}
