import { protocolJsonSchema } from './json-schema.js';

test('the published schema describes every part, lets defaults be left out and knows every design', () => {
  const schema = protocolJsonSchema() as {
    $id: string;
    required: string[];
    properties: Record<string, { oneOf?: { properties: { kind: { const: string } } }[] }>;
  };
  expect(schema.$id).toBe('urn:lectern:protocol:1');
  expect(schema.required).toEqual([
    'lectern',
    'title',
    'target',
    'conditions',
    'design',
    'readers',
    'cases',
    'questions',
    'analysis',
  ]);
  expect(schema.properties['design']?.oneOf?.map(({ properties }) => properties.kind.const)).toEqual([
    'crossover',
    'sequential',
    'concurrent',
    'parallel',
    'split-plot',
  ]);
});
