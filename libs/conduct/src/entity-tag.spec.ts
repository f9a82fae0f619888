import { assertCurrent, entityTag } from './entity-tag.js';
import { Stale } from './errors.js';

test('the tag says the content, whatever the order of its members', () => {
  expect(entityTag({ a: 1, b: [2, 'x'] })).toBe(entityTag({ b: [2, 'x'], a: 1 }));
  expect(entityTag({ a: 1 })).not.toBe(entityTag({ a: 2 }));
  expect(entityTag('text')).toMatch(/^"[0-9a-f]{32}"$/);
});

test('a change is let through with a tag of the present state, or where any will do', () => {
  const shown = { version: 3 };
  expect(() => assertCurrent([entityTag({ version: 2 }), entityTag(shown)], shown)).not.toThrow();
  expect(() => assertCurrent('any', shown)).not.toThrow();
  expect(() => assertCurrent([entityTag({ version: 2 })], shown)).toThrow(Stale);
  expect(() => assertCurrent([], shown)).toThrow(Stale);
  expect(() => assertCurrent([`W/${entityTag(shown)}`], shown)).toThrow(Stale); // weak tags name no state to be changed
});
