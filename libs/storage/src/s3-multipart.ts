import { createHash } from 'node:crypto';
import type { Content } from './object-store.js';
import { textOf } from './s3-listing.js';

/** Sends a signed request for an object, with these parameters after `?`. @throws Error for an answer that is no success */
export type Ask = (query: string, init: RequestInit) => Promise<Response>;

/** Content as parts of `size` bytes, the last one shorter; a single empty one where there is none. Memory holds one part. */
export async function* partsOf(content: Content, size: number): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let gathered = 0;
  let isFirst = true;
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    for (let at = 0; at < piece.length;) {
      const taken = piece.subarray(at, at + size - gathered);
      pieces.push(taken);
      gathered += taken.length;
      at += taken.length;
      if (gathered < size) continue;
      yield Buffer.concat(pieces);
      [pieces, gathered, isFirst] = [[], 0, false];
    }
  }
  if (gathered > 0 || isFirst) yield Buffer.concat(pieces);
}

/** Stores parts as one object: it is there when the last request is answered, and not before. What was sent of one that fails is given up, so that nothing is paid for it. */
export async function putParts(ask: Ask, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const begun = await (await ask('uploads=', { method: 'POST' })).text();
  const upload = `uploadId=${encodeURIComponent(textOf(begun, 'UploadId'))}`;
  try {
    const tags: string[] = [];
    for await (const part of parts) tags.push(await putPart(ask, `partNumber=${tags.length + 1}&${upload}`, part));
    const list = tags.map((tag, n) => `<Part><PartNumber>${n + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('');
    const body = `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`;
    const answer = await (await ask(upload, { method: 'POST', body })).text();
    if (answer.includes('<Error>')) throw new Error(`the object store could not join parts: ${textOf(answer, 'Code')}`); // S3 says so after a 200
  } catch (error) {
    await ask(upload, { method: 'DELETE' }).catch(() => undefined); // the first failure is the one to tell
    throw error;
  }
}

async function putPart(ask: Ask, query: string, part: Uint8Array): Promise<string> {
  const sha256 = createHash('sha256').update(part).digest('hex');
  const response = await ask(query, {
    ...{ method: 'PUT', body: new Uint8Array(part) },
    headers: { 'x-amz-content-sha256': sha256 },
  });
  await response.body?.cancel();
  const tag = response.headers.get('etag');
  if (!tag) throw new Error('the object store gave a part no ETag');
  return tag;
}
