import type { FastifyRequest } from 'fastify';
import { Invalid, type UploadedFile } from '@lectern/conduct';
import { LARGEST_FILE } from '@lectern/contracts';

/** The label and the files of a multipart upload; files are read one at a time, as they are asked for. @throws Invalid */
export async function uploadedCase(
  request: FastifyRequest,
): Promise<{ label: string; files: AsyncIterable<UploadedFile> }> {
  const parts = partsOf(request, 'Field `label` first, then the files.');
  const first = await parts.next();
  if (
    first.done ||
    first.value.type !== 'field' ||
    first.value.fieldname !== 'label' ||
    !String(first.value.value).trim()
  ) {
    throw new Invalid('no-label', 'The first field of an upload must be `label`: the name of the case at its source');
  }
  return { label: String(first.value.value).trim(), files: filesOf(parts) };
}

/** The files of a multipart upload, read one at a time, as they are asked for. @throws Invalid */
export function uploadedFiles(request: FastifyRequest): AsyncIterable<UploadedFile> {
  return filesOf(partsOf(request, 'As many files as there are.'));
}

export function partsOf(request: FastifyRequest, remedy: string): ReturnType<FastifyRequest['parts']> {
  if (!request.isMultipart()) throw new Invalid('not-multipart', 'Send the files as multipart/form-data', remedy);
  return request.parts({ limits: { fileSize: LARGEST_FILE, files: 100_000 } });
}

export async function* filesOf(parts: ReturnType<FastifyRequest['parts']>): AsyncGenerator<UploadedFile> {
  for await (const part of parts) {
    if (part.type === 'file') yield { name: part.filename, bytes: await part.toBuffer() };
  }
}
