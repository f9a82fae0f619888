import fc from 'fast-check';
import { emptyChain, headAfter, sealEntry, verifyChain, type AuditAct, type SealedEntry } from './audit-chain.js';
import { sha256Hex } from './hash.js';

const act = (n: number): AuditAct => ({
  at: `2026-01-01T00:00:0${n % 10}.000Z`,
  by: { id: 'u1', name: 'Ada' },
  act: 'case.received',
  subject: `case-${n}`,
  reason: null,
  before: null,
  after: { files: n },
});

function chainOf(length: number): SealedEntry[] {
  const entries: SealedEntry[] = [];
  let head = emptyChain('study-1');
  for (let n = 0; n < length; n++) {
    const entry = sealEntry(head, act(n));
    entries.push(entry);
    head = headAfter(entry);
  }
  return entries;
}

const entries = chainOf(8);
const head = headAfter(entries.at(-1)!);

test('an untouched chain is verified against its head', () => {
  expect(verifyChain('study-1', entries, head)).toEqual({ verified: true, head });
  expect(verifyChain('study-1', [], emptyChain('study-1'))).toMatchObject({ verified: true });
});

test('one altered byte anywhere is found at its entry', () => {
  fc.assert(
    fc.property(fc.nat(entries.length - 1), fc.nat(), fc.integer({ min: 1, max: 127 }), (index, at, by) => {
      const altered = entries.map((entry, i) => {
        if (i !== index) return entry;
        const place = at % entry.content.length;
        const changed = String.fromCharCode(entry.content.charCodeAt(place) ^ by);
        return { ...entry, content: entry.content.slice(0, place) + changed + entry.content.slice(place + 1) };
      });
      expect(verifyChain('study-1', altered, head)).toMatchObject({ verified: false, index });
    }),
  );
});

test('an altered entry whose own hash was recomputed is found at the entry after it', () => {
  const altered = entries.map((entry, i) => {
    if (i !== 3) return entry;
    const content = entry.content.replace('"files":3', '"files":4');
    return { ...entry, content, hash: sha256Hex(content) };
  });
  expect(verifyChain('study-1', altered, head)).toMatchObject({ verified: false, index: 4 });
});

test('a removed, doubled or moved entry is found', () => {
  const swapped = [entries[1]!, entries[0]!, ...entries.slice(2)];
  expect(
    verifyChain(
      'study-1',
      entries.filter((_, i) => i !== 5),
      head,
    ),
  ).toMatchObject({ verified: false, index: 5 });
  expect(verifyChain('study-1', [...entries.slice(0, 3), ...entries.slice(2)], head)).toMatchObject({ index: 3 });
  expect(verifyChain('study-1', swapped, head)).toMatchObject({ verified: false, index: 0 });
});

test('a shortened chain, and one recomputed from the middle, do not have the kept head', () => {
  expect(verifyChain('study-1', entries.slice(0, 6), head)).toEqual({
    verified: false,
    index: 6,
    problem: 'entries 6 to 7 are missing',
  });
  let forged = headAfter(entries[3]!);
  const rest = [0, 1, 2, 3].map((n) => {
    const entry = sealEntry(forged, act(100 + n));
    forged = headAfter(entry);
    return entry;
  });
  expect(verifyChain('study-1', [...entries.slice(0, 4), ...rest], head)).toMatchObject({ verified: false, index: 7 });
});

test("another study's chain does not pass for this one's", () => {
  expect(verifyChain('study-2', entries, null)).toMatchObject({ verified: false, index: 0 });
});
