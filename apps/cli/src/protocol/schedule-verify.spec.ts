import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { deriveSchedule, parseProtocol, scheduleInputOf, type Schedule } from '@lectern/protocol';
import { installationRoot } from '../installation-root.js';
import { verifiedBundle } from './run-study.js';

const text = readFileSync(join(installationRoot(), 'examples/protocols/sequential.protocol.yaml'), 'utf8');
const { protocol } = parseProtocol(text);
const readers = Array.from({ length: 6 }, (_, i) => ({ number: i + 1, id: `reader ${i}`, kind: 'person' }));
const cases = Array.from({ length: 90 }, (_, i) => ({
  number: i + 1,
  id: `case ${i}`,
  pixelHash: 'x',
  patientKey: null,
}));
const rows = cases.map(({ id }, i) => ({ caseId: id, positive: i % 3 === 0, grade: null, site: i % 2 ? 'A' : 'B' }));
const frozen = { hash: 'd'.repeat(64), seed: 'drawn at freeze' };
const schedule = deriveSchedule(
  scheduleInputOf({ protocol, freezeHash: frozen.hash, seed: frozen.seed, readers, cases, reference: rows }),
);

/** The parts of a bundle that worklists follow from. */
function bundle(stored: Schedule, seed = frozen.seed, more: Record<string, Uint8Array> = {}): string {
  const json = (value: unknown) => strToU8(JSON.stringify(value));
  const file = join(mkdtempSync(join(tmpdir(), 'lectern-bundle-')), 'study.zip');
  writeFileSync(
    file,
    zipSync({
      'freeze.json': json({ ...frozen, seed, protocolVersion: 1, manifest: { readers, cases } }),
      'protocol/versions.json': json([{ version: 1, hash: 'h', document: protocol }]),
      'reference-standard.json': json({ version: 1, committed: { salt: 's', rows } }),
      'schedule.json': json(stored),
      ...more,
    }),
  );
  return file;
}

test('worklists come out of the bundle again, to the byte', async () => {
  const result = await verifiedBundle(bundle(schedule));
  expect(result).toMatchObject({ difference: null, broken: [] });
  expect(result.derivedHash).toBe(result.storedHash);
  expect(result.balance.reduce((sum, { reads }) => sum + reads, 0)).toBe(6 * 96);
});

test('another seed, or one read exchanged, is found and named', async () => {
  expect((await verifiedBundle(bundle(schedule, 'chosen afterwards'))).difference).toMatch(
    /^reader 1, session 1, position/,
  );
  const [first, ...others] = schedule.sessions;
  const [one, two, ...more] = first!.reads;
  const reads = [{ ...one!, case: two!.case }, { ...two!, case: one!.case }, ...more];
  const changed = await verifiedBundle(bundle({ ...schedule, sessions: [{ ...first!, reads }, ...others] }));
  expect(changed.difference).toBe('reader 1, session 1, position 1');
});

test('a place that was taken over is derived with the readers of the plan, and a read exchanged in it is named', async () => {
  const everybody = [...readers.map(({ number }) => ({ number })), { number: 7, replaces: 2 }];
  const later = deriveSchedule(
    scheduleInputOf({
      protocol,
      freezeHash: frozen.hash,
      seed: frozen.seed,
      readers: everybody,
      cases,
      reference: rows,
    }),
  ).sessions.filter(({ reader }) => reader === 7);
  const lines = later.flatMap(({ reader, session, reads }) =>
    reads.map((read) => ({ reader, session, ...read, stages: read.stages ?? [read.condition] })),
  );
  const with7 = (reads: readonly object[]) =>
    verifiedBundle(
      bundle(schedule, frozen.seed, {
        'record/plan.json': strToU8(JSON.stringify({ readers: everybody })),
        'reads.jsonl': strToU8(reads.map((read) => JSON.stringify(read)).join('\n')),
      }),
    );
  expect((await with7(lines)).replacements).toEqual([{ reader: 7, replaces: 2, difference: null }]);
  const exchanged = lines.map((line, i) => (i === 4 ? { ...line, case: lines[5]!.case } : line));
  expect((await with7(exchanged)).replacements).toEqual([
    { reader: 7, replaces: 2, difference: 'reader 7, session 1, position 5' },
  ]);
});

test('what is no bundle is refused by its name', async () => {
  await expect(verifiedBundle(join(installationRoot(), 'package.json'))).rejects.toThrow(/is no zip file/);
});
