import { callersOf } from './callers.js';

test('a caller a line, with an address where only that may call', () => {
  expect(callersOf(' SCANNER \n\nPACS1 @ 192.0.2.7\n')).toEqual([
    { aeTitle: 'SCANNER' },
    { aeTitle: 'PACS1', address: '192.0.2.7' },
  ]);
});
