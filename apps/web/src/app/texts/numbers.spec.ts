import { fixed, formatP, limits } from './numbers.js';

test('p is never nought', () => {
  expect([formatP(0.0009), formatP(0.0496)]).toEqual(['p\u00a0<\u00a00.001', 'p\u00a0=\u00a00.050']);
});

test('a minus is one, and ends of an interval are told apart from it', () => {
  expect(fixed(-0.0444, 3)).toBe('\u22120.044');
  expect(limits([-0.088, -0.0004], 3)).toBe('\u22120.088,\u00a0\u22120.000');
});
