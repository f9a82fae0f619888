import { chainAgainstHeads, signedHeadProblem, signHead, type SignedHead } from '@lectern/evidence';
import type { ConductDeps } from '../deps.js';

/** Why a head is signed: with an act of the study, or because a day has passed. */
export type HeadOccasion = 'freeze' | 'daily' | 'lock' | 'export';

type HeadDeps = Pick<ConductDeps, 'records' | 'store' | 'signer' | 'clock'>;

const folderOf = (chain: string): string => `heads/${chain}/`;

/** The signed heads of a chain, oldest first, as they lie outside the database. */
export async function signedHeadsOf({ store }: Pick<ConductDeps, 'store'>, chain: string): Promise<SignedHead[]> {
  const heads: SignedHead[] = [];
  for await (const key of store.list(folderOf(chain)))
    heads.push(JSON.parse(Buffer.from(await store.get(key)).toString()) as SignedHead);
  return heads;
}

/** What is wrong with a chain, by itself or against its signed heads; null where nothing is. */
export async function chainProblem(
  deps: Pick<ConductDeps, 'records' | 'store'>,
  chain: string,
): Promise<string | null> {
  const heads = await signedHeadsOf(deps, chain); // before the chain: a head signed meanwhile may be ahead of it
  const verdict = await deps.records.audit.verify(chain);
  if (!verdict.verified) return verdict.problem;
  for (const head of heads) {
    const problem = signedHeadProblem(head);
    if (problem) return problem;
  }
  return chainAgainstHeads(chain, await deps.records.audit.sealed(chain), heads)?.problem ?? null;
}

/**
 * Signs the head of a chain as it stands and keeps it in the object store, one object a head, none ever written again. A head that stands already is not signed
 * twice; a chain that contradicts itself or an earlier head is not signed at all.
 * @throws RecordAltered
 */
export async function signHeadOf(deps: HeadDeps, chain: string, occasion: HeadOccasion): Promise<void> {
  const problem = await chainProblem(deps, chain);
  if (problem) throw new RecordAltered(chain, problem);
  const head = await deps.records.audit.head(chain);
  const key = `${folderOf(chain)}${String(head.length).padStart(9, '0')}-${occasion}.json`;
  if (await deps.store.exists(key)) return;
  const signed = signHead(deps.signer, head, deps.clock.now().toISOString(), occasion);
  await deps.store.put(key, Buffer.from(JSON.stringify(signed)));
}

/** The same after an act that stands already: an altered chain does not undo it, and is shown wherever the record is. */
export async function signHeadAfter(deps: HeadDeps, chain: string, occasion: HeadOccasion): Promise<void> {
  await signHeadOf(deps, chain, occasion).catch((error: unknown) => {
    if (!(error instanceof RecordAltered)) throw error;
  });
}

/** A chain in the database is not the one that was signed. */
export class RecordAltered extends Error {
  override readonly name = 'RecordAltered';
  constructor(
    readonly chain: string,
    readonly problem: string,
  ) {
    super(`The record of ${chain} was altered behind the application: ${problem}`);
  }
}

/** Signs the head of every chain that has grown since its last signed head. @returns the chains that could not be signed, and why */
export async function signDailyHeads(deps: HeadDeps): Promise<{ chain: string; problem: string }[]> {
  const altered: { chain: string; problem: string }[] = [];
  for (const { chain, length } of await deps.records.audit.heads()) {
    const last = (await signedHeadsOf(deps, chain)).at(-1);
    if (last && last.length >= length && !(await chainProblem(deps, chain))) continue;
    try {
      await signHeadOf(deps, chain, 'daily');
    } catch (error) {
      if (!(error instanceof RecordAltered)) throw error;
      altered.push({ chain, problem: error.problem });
    }
  }
  return altered;
}
