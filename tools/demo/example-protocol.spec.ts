import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseProtocol } from '@lectern/protocol';
import { withNumbers } from './coordinator.js';

const text = readFileSync(join(import.meta.dirname, '../../examples/fetal-gmh-ivh.protocol.yaml'), 'utf8');

test('the example protocol is valid, and stays so with other numbers of cases and readers', () => {
  expect(parseProtocol(text).protocol).toMatchObject({ cases: { planned: 12 }, readers: { planned: 4 } });
  const changed = parseProtocol(withNumbers(text, { cases: 8, readers: 1, title: 'Another title' })).protocol;
  expect(changed).toMatchObject({ title: 'Another title', cases: { planned: 8 }, readers: { planned: 1 } });
});
