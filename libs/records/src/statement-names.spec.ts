import { StatementNames } from './statement-names.js';

test('a text has one name; long lists, open lists of columns and what comes after many have none', () => {
  const names = new StatementNames();
  expect(names.of('SELECT 1')).toBe(names.of('SELECT 1'));
  expect(names.of('SELECT 1')).not.toBe(names.of('SELECT 2'));
  expect(names.of(`SELECT ${'1,'.repeat(5_000)}1`)).toBe('');
  expect(names.of('SELECT * FROM study')).toBe('');
  for (let n = 3; n <= 200; n++) expect(names.of(`SELECT ${n}`)).not.toBe('');
  expect(names.of('SELECT 201')).toBe('');
  expect(names.of('SELECT 200')).not.toBe('');
});
