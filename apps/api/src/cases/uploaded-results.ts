import type { FastifyRequest } from 'fastify';
import { Invalid, type UploadedFile } from '@lectern/conduct';
import { declaredModelSchema, type DeclaredModel } from '@lectern/contracts';
import { filesOf, partsOf } from './uploaded-case.js';

/** What is declared of a model and the files of its results; files are read one at a time, as they are asked for. @throws Invalid where a field is missing, wrong or comes after a file */
export async function uploadedResults(
  request: FastifyRequest,
): Promise<{ declared: DeclaredModel; files: AsyncIterable<UploadedFile> }> {
  const parts = partsOf(request, 'Fields `model`, `version`, `description`, `finding` first, then the files.');
  const fields: Record<string, string> = {};
  let next = await parts.next();
  for (; !next.done && next.value.type === 'field'; next = await parts.next())
    fields[next.value.fieldname] = String(next.value.value);
  const declared = declaredModelSchema.safeParse(fields);
  if (!declared.success)
    throw new Invalid(
      'declared-model',
      'What is declared of the model is not complete.',
      'Give the fields that are named, before the files.',
      declared.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    );
  return { declared: declared.data, files: fromFirst(next, parts) };
}

type Parts = ReturnType<FastifyRequest['parts']>;

async function* fromFirst(first: Awaited<ReturnType<Parts['next']>>, parts: Parts): AsyncGenerator<UploadedFile> {
  if (!first.done && first.value.type === 'file')
    yield { name: first.value.filename, bytes: await first.value.toBuffer() };
  yield* filesOf(parts);
}
