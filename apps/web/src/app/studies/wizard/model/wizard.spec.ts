import { issuesOf, pathName, valueAt, valuesOf, withValue } from './protocol-text.js';
import { protocolNode, startOf, type SchemaNode } from './schema-node.js';
import { startingProtocol } from './starting-protocol.js';
import { stepOf } from './wizard-steps.js';

const root = protocolNode();
const fieldOf = (node: SchemaNode, name: string): SchemaNode => {
  const found = node.kind === 'object' ? node.fields.find((field) => field.name === name) : undefined;
  if (!found) throw new Error(`no field ${name}`);
  return found.node;
};

test('what a new study starts from is a protocol', () => {
  expect(issuesOf(startingProtocol)).toEqual([]);
});

test('every part of the schema has a form: none falls back on a bare value but conditions of questions', () => {
  const bare: string[] = [];
  const walk = (node: SchemaNode, path: string): void => {
    if (node.kind === 'scalar') bare.push(path);
    if (node.kind === 'object') for (const field of node.fields) walk(field.node, `${path}/${field.name}`);
    if (node.kind === 'list' || node.kind === 'map') walk(node.item, `${path}/*`);
    if (node.kind === 'union') for (const { name, node: variant } of node.variants) walk(variant, `${path}<${name}>`);
  };
  walk(root, '');
  expect(bare.every((path) => path.endsWith('/when/is'))).toBe(true);
});

test('kinds of questions and designs are chosen, sets are ticked, texts may be long', () => {
  const questions = fieldOf(root, 'questions');
  const question = questions.kind === 'list' ? questions.item : questions;
  expect(question.kind === 'union' && question.variants.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['decision', 'rating', 'findings']),
  );
  expect(fieldOf(fieldOf(root, 'cases'), 'stacks')).toMatchObject({
    kind: 'set',
    options: ['axial', 'coronal', 'sagittal'],
  });
  expect([fieldOf(root, 'title'), fieldOf(root, 'instructions')]).toMatchObject([{ long: false }, { long: true }]);
});

test('a new item asks for no more than it must', () => {
  const conditions = fieldOf(root, 'conditions');
  expect(conditions.kind === 'list' && startOf(conditions.item)).toEqual({ id: '', name: '' });
});

test('changing a value leaves comments and order as they were written', () => {
  const text = 'lectern: 1\n# why\ntitle: Old # here\ntarget: X\n';
  const changed = withValue(text, ['title'], 'New title');
  expect(changed).toBe('lectern: 1\n# why\ntitle: New title # here\ntarget: X\n');
  expect(withValue(text, ['target'], undefined)).toBe('lectern: 1\n# why\ntitle: Old # here\n');
});

test('an issue is found by the path of its field, with its line', () => {
  const broken = withValue(startingProtocol, ['design', 'washout', 'days'], 3);
  const issue = issuesOf(broken).find(({ path }) => path === pathName(['design', 'washout', 'justification']));
  expect(issue?.line).toBeGreaterThan(1);
  expect(valueAt(valuesOf(broken), ['design', 'washout', 'days'])).toBe(3);
  expect(valuesOf('a: [')).toBeNull();
});

test('a part that no step names is shown with the reading', () => {
  expect([stepOf('conditions'), stepOf('timing'), stepOf('something-new')]).toEqual([
    'conditions',
    'reading',
    'reading',
  ]);
});
