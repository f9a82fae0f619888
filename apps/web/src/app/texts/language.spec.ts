import { preferred } from './language.js';

test.each([
  [['zh-CN', 'en'], 'zh'],
  [['de-CH', 'zh-Hant-TW', 'en-GB'], 'zh'],
  [['EN-us', 'zh'], 'en'],
  [['ja', 'fr'], 'en'],
  [[], 'en'],
])('a browser that asks for %j is spoken to in %s', (wanted, spoken) => {
  expect(preferred(wanted)).toBe(spoken);
});
