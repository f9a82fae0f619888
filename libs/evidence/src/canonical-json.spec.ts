import fc from 'fast-check';
import { canonicalJson, type NotCanonical } from './canonical-json.js';

// RFC 8785, section 3.2.2, sample input and its canonical form (section 3.2.3 gives the same as UTF-8).
test('RFC 8785 sample document', () => {
  const sample = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(sample)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

// RFC 8785, section 3.2.3: names are sorted by UTF-16 code units.
test('RFC 8785 sorting', () => {
  const names = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonicalJson(names)))).toHaveLength(7);
  expect([...canonicalJson(names).matchAll(/:(\d)/g)].map((match) => match[1])).toEqual([
    '2',
    '4',
    '6',
    '7',
    '1',
    '5',
    '3',
  ]);
});

test('the order of insertion does not matter, and the text reads back as the value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});

test.each([
  ['NaN', { a: [NaN] }, '/a/0'],
  ['an infinity', Infinity, ''],
  ['a lone surrogate', { a: '\ud800' }, '/a'],
  ['a date', { at: new Date(0) }, '/at'],
  ['undefined in a list', [undefined], '/0'],
  ['a big integer', 1n, ''],
])('%s is refused with its place', (_, value, path) => {
  expect(() => canonicalJson(value)).toThrow(expect.objectContaining({ name: 'NotCanonical', path }) as NotCanonical);
});
