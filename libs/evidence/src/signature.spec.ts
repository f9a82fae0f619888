import { hexToBytes } from '@noble/hashes/utils.js';
import { emptyChain, headAfter, sealEntry, type ChainHead, type SealedEntry } from './audit-chain.js';
import { sealSignature, signatureProblem } from './electronic-signature.js';
import { isSigned, signerOf } from './signature.js';
import { chainAgainstHeads, signedHeadProblem, signHead } from './signed-head.js';

// RFC 8032, section 7.1, test 1: the public key of this secret key.
const secret = hexToBytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
const signer = signerOf(secret);
const at = '2026-01-01T00:00:00.000Z';

test('the public key is that of RFC 8032, 7.1', () => {
  expect(signer.publicKey).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
});

test('a signature stands for one statement, one purpose and one key', () => {
  const signature = signer.sign('chain head', { n: 1 });
  const other = signerOf(secret.map((byte) => byte ^ 1));
  expect(isSigned(signer.publicKey, 'chain head', { n: 1 }, signature)).toBe(true);
  expect(isSigned(signer.publicKey, 'chain head', { n: 2 }, signature)).toBe(false);
  expect(isSigned(signer.publicKey, 'bundle', { n: 1 }, signature)).toBe(false);
  expect(isSigned(other.publicKey, 'chain head', { n: 1 }, signature)).toBe(false);
  expect(isSigned('no key', 'chain head', { n: 1 }, 'no signature')).toBe(false);
});

test('an electronic signature copied to another record does not stand for it', () => {
  const record = { study: 's1', kind: 'freeze', hash: 'a'.repeat(64) };
  const by = { id: 'u1', name: 'Ada' };
  const signed = sealSignature(signer, { record, by, meaning: 'I approve', at, authenticatedBy: 'password' });
  expect(signatureProblem(signed, record)).toBeNull();
  for (const other of [{ study: 's2' }, { kind: 'lock' }, { hash: 'b'.repeat(64) }]) {
    expect(signatureProblem(signed, { ...record, ...other })).toMatch(/is of another record/);
    expect(signatureProblem({ ...signed, record: { ...record, ...other } }, { ...record, ...other })).toMatch(
      /was altered/,
    );
  }
  expect(signatureProblem({ ...signed, by: { id: 'u2', name: 'Eve' } }, record)).toMatch(/was altered/);
});

function chainOf(length: number, text: string): SealedEntry[] {
  let head: ChainHead = emptyChain('s1');
  return Array.from({ length }, (_, n) => {
    const by = { id: 'u1', name: 'Ada' };
    const entry = sealEntry(head, { at, by, act: text, subject: `${n}`, reason: null, before: null, after: null });
    head = headAfter(entry);
    return entry;
  });
}

test('a chain that was cut off or computed anew contradicts the heads that were signed', () => {
  const entries = chainOf(6, 'noted');
  const heads = [2, 5].map((length) => signHead(signer, headAfter(entries[length - 1]!), at, 'daily'));
  expect(heads.map(signedHeadProblem)).toEqual([null, null]);
  expect(signedHeadProblem({ ...heads[0]!, length: 3 })).toMatch(/was altered/);
  expect(chainAgainstHeads('s1', entries, heads)).toBeNull();
  expect(chainAgainstHeads('s1', entries.slice(0, 4), heads)).toMatchObject({ index: 4 });
  expect(chainAgainstHeads('s1', chainOf(6, 'forged'), heads)).toMatchObject({ index: 1 });
  expect(chainAgainstHeads('s2', entries, heads)).toMatchObject({ problem: expect.stringMatching(/another chain/) });
});
