import { canonicalJson } from './canonical-json.js';
import { hashOf, sha256Hex } from './sha256.js';

// RFC 8785, section 3.2.2 (numbers and strings) and 3.2.3 (sorting by UTF-16 code units).
test('the example of RFC 8785', () => {
  const value = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('keys are sorted by UTF-16 code units, at every depth', () => {
  expect(canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: { b: 1, a: 2 } })).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"ö":{"a":2,"b":1},"€":1,"😀":5,"\ufb33":3}',
  );
});

test('what JSON cannot hold is refused, not changed', () => {
  for (const value of [NaN, Infinity, { a: [-Infinity] }, '\ud800', 1n, () => 0])
    expect(() => canonicalJson(value)).toThrow(TypeError);
});

test('equal values have equal hashes', () => {
  expect(hashOf({ a: 1, b: [2] })).toBe(hashOf({ b: [2], a: 1, c: undefined }));
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
