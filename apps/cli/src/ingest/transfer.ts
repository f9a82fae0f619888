import { transferFailure, transferPart } from '@lectern/contracts';
import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import type { PackedCase } from './packed-case.js';

/** Parts as they are asked for, from the files where they lie. */
const fileReader = {
  openFile: async (content: Blob) => ({
    size: content.size,
    slice: async (start: number, end: number) => {
      const value = Buffer.from(await content.slice(start, end).arrayBuffer());
      return { value: Object.assign(value, { size: value.length }), done: start + value.length >= content.size };
    },
    close: () => undefined,
  }),
} as unknown as NonNullable<UploadOptions['fileReader']>; // its types know browsers' files alone

/**
 * Sends a case from where the server has it to its end (tus 1.0).
 *
 * @param uploads address of the study's uploads
 * @param onProgress told how much of the case is there (bytes), first what was there before
 * @throws TransferInterrupted; ApiError where the server refuses it
 */
export function transfer(
  { id, manifest, content }: PackedCase,
  uploads: string,
  headers: Record<string, string>,
  onProgress: (there: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    new Upload(content, {
      ...{ endpoint: uploads, uploadUrl: `${uploads}/${id}`, metadata: { id, label: manifest.label }, headers },
      ...{ fileReader, chunkSize: transferPart, retryDelays: null, storeFingerprintForResuming: false },
      onAfterResponse: (request, response) => {
        const there = response.getHeader('Upload-Offset');
        if (request.getMethod() === 'HEAD' && response.getStatus() === 200) onProgress(Number(there));
        if (request.getMethod() === 'POST' && response.getStatus() === 201) onProgress(Number(there ?? 0));
      },
      onProgress,
      onSuccess: () => resolve(),
      onError: (error) => reject(failureOf(error)),
    }).start();
  });
}

function failureOf(error: Error | DetailedError): Error {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  return transferFailure(response?.getStatus() ?? 0, response?.getBody() ?? '', error);
}
