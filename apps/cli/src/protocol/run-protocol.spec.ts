import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseProtocol } from '@lectern/protocol';
import { patientKeys } from '../patient-keys/run-patient-keys.js';
import { templates } from './protocol.command.js';
import { runCheck, runNew } from './run-protocol.js';

const folder = mkdtempSync(join(tmpdir(), 'lectern-protocol-'));

test.each(templates)('the template %s can be used, and is not written over what is there', async (template) => {
  const out = join(folder, `${template}.yaml`);
  await runNew({ template, out });
  expect(parseProtocol(readFileSync(out, 'utf8')).protocol.title).toMatch(/./);
  await expect(runNew({ template, out })).rejects.toThrow(/is there already/);
});

test('check names file, line, place and remedy of each fault', async () => {
  await runNew({ template: 'crossover', out: join(folder, 'bad.yaml') });
  const text = readFileSync(join(folder, 'bad.yaml'), 'utf8')
    .replace('days: 28', 'days: 3')
    .replace('by: scanner', 'by: colour');
  writeFileSync(join(folder, 'bad.yaml'), text);
  await expect(runCheck(join(folder, 'bad.yaml'), {})).rejects.toThrow(
    /bad\.yaml:13: design\.washout\.justification: .*write its justification or lengthen it\n.*bad\.yaml:\d+: analysis\.subgroups\[0\]\.by: .*site, grade/,
  );
});

test('patient keys: one a patient, by issuer, none twice, in no telling order', () => {
  const secret = new Uint8Array(32).fill(7);
  const keys = patientKeys(secret, '4711\n4712,Hospital\n\n4711\n');
  expect(keys).toHaveLength(2);
  expect(patientKeys(secret, '4712,Hospital\r\n4711')).toEqual(keys);
  expect(patientKeys(secret, '4712')).not.toEqual([keys[0]]);
});
