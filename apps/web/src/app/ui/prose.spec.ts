import { paragraphsOf } from './prose.js';

test('lines that were only full are joined, paragraphs and list items stay apart', () => {
  expect(paragraphsOf('One\n  and two.\n\nThree:\n- four\n- five\n  goes on\n2) six\n')).toEqual([
    'One and two.',
    'Three:\n- four\n- five goes on\n2) six',
  ]);
});

test('nothing is no paragraph', () => {
  expect(paragraphsOf(' \n\n ')).toEqual([]);
});
