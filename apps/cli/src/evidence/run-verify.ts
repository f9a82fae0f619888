import { readFile } from 'node:fs/promises';
import { recomputeBundle } from '@lectern/conduct';
import { notProven, verifyBundle, type KeptApart, type SignedHead } from '@lectern/evidence';

export interface VerifyRequest {
  readonly key?: string;
  readonly head?: string;
}

/** Prints the verdict on a bundle; exit code 1 where anything is not as it was recorded. */
export async function runVerify(file: string, { key, head }: VerifyRequest): Promise<void> {
  const kept = { key: key ?? null, heads: head ? await keptHeads(head) : [] };
  const { verified, text } = verdictOf(await readFile(file), kept);
  process.stdout.write(`${text.join('\n')}\n`);
  process.exitCode = verified ? 0 : 1;
}

/** What is said of a bundle. */
export function verdictOf(archive: Uint8Array, kept: KeptApart): { verified: boolean; text: string[] } {
  const { verified, findings, manifest, files } = verifyBundle(archive, kept);
  const recomputed = manifest ? recomputeBundle(files) : null;
  const all = [...findings, ...(recomputed ?? [])];
  const about = manifest
    ? [
        `Study       ${manifest.title} (${manifest.study})`,
        `Exported    ${manifest.createdAt} by ${manifest.software.name} ${manifest.software.version}`,
        `Signed by   ${manifest.key}`,
        `Files       ${files.size}`,
        `Statistics  ${recomputed === null ? 'the bundle holds no analysis' : 'computed anew from the bundle alone'}`,
      ]
    : [];
  const judged =
    verified && all.length === 0
      ? ['VERIFIED: nothing is other than it was recorded.', '', 'This does not prove:', ...notProven(kept).map(item)]
      : [
          `NOT VERIFIED: ${all.length} ${all.length === 1 ? 'finding' : 'findings'}.`,
          ...all.map(({ where, problem }) => item(`${where}: ${problem}`)),
        ];
  return { verified: verified && all.length === 0, text: [...about, '', ...judged] };
}

const item = (text: string): string => `  - ${text}`;

/** One head, a list of them, or the answer of the server that holds them. */
async function keptHeads(file: string): Promise<SignedHead[]> {
  const parsed = JSON.parse(await readFile(file, 'utf8')) as SignedHead | SignedHead[] | { heads: SignedHead[] };
  if (Array.isArray(parsed)) return parsed;
  return 'heads' in parsed ? parsed.heads : [parsed];
}
