import { serverSentences as chinese } from '../../apps/web/src/app/texts/chinese/server/index.js';
import { serverSentences } from './server-sentences.js';

test('whatever the server says to people stands in the Chinese dictionary', () => {
  const said = serverSentences();
  expect(said.length).toBeGreaterThan(400);
  expect(said.filter(({ template }) => !(template in chinese)).map(({ template, at }) => `${at}: ${template}`)).toEqual(
    [],
  );
});
