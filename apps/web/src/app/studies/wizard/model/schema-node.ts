import { z } from 'zod';
import { protocolSchema } from '@lectern/contracts';

/** What a form shows for one part of the protocol's schema. */
export type SchemaNode = { readonly hint: string } & (
  | { readonly kind: 'text'; readonly long: boolean }
  | { readonly kind: 'number'; readonly integer: boolean; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'object'; readonly fields: readonly SchemaField[] }
  /** Values of which each is chosen or not. */
  | { readonly kind: 'set'; readonly options: readonly string[] }
  | { readonly kind: 'list'; readonly item: SchemaNode; readonly least: number }
  | { readonly kind: 'map'; readonly keys: readonly string[]; readonly item: SchemaNode }
  /** Objects told apart by the value of one key. */
  | { readonly kind: 'union'; readonly key: string; readonly variants: readonly SchemaVariant[] }
  /** A text, or a number where it reads as one. */
  | { readonly kind: 'scalar' }
);

export interface SchemaField {
  readonly name: string;
  readonly required: boolean;
  readonly node: SchemaNode;
  /** What stands where nothing is written. */
  readonly usual: unknown;
}

export interface SchemaVariant {
  readonly name: string;
  readonly node: SchemaNode & { readonly kind: 'object' };
}

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The protocol's schema as forms show it: whatever the schema gains, the wizard offers. */
export function protocolNode(): SchemaNode & { readonly kind: 'object' } {
  const schema = z.toJSONSchema(protocolSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return objectOf(schema);
}

const LONG_TEXT = 300;

export function nodeOf(schema: JsonSchema): SchemaNode {
  const hint = schema.description ?? '';
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants) return unionOf(variants, hint);
  if (schema.const !== undefined) return { kind: 'constant', value: schema.const, hint };
  if (schema.enum) return { kind: 'choice', options: schema.enum, hint };
  switch (schema.type) {
    case 'string':
      return { kind: 'text', long: (schema.maxLength ?? 0) > LONG_TEXT, hint };
    case 'number':
    case 'integer':
      return {
        kind: 'number',
        integer: schema.type === 'integer',
        min: schema.minimum ?? null,
        max: schema.maximum ?? null,
        hint,
      };
    case 'boolean':
      return { kind: 'boolean', hint };
    case 'array':
      return listOf(schema, hint);
    case 'object':
      return schema.properties ? objectOf(schema) : mapOf(schema, hint);
    default:
      return { kind: 'scalar', hint };
  }
}

function objectOf(schema: JsonSchema): SchemaNode & { readonly kind: 'object' } {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    node: nodeOf(field),
    usual: field.default,
  }));
  return { kind: 'object', fields, hint: schema.description ?? '' };
}

function listOf({ items = {}, minItems = 0 }: JsonSchema, hint: string): SchemaNode {
  const item = nodeOf(items);
  return item.kind === 'choice'
    ? { kind: 'set', options: item.options, hint }
    : { kind: 'list', item, least: minItems, hint };
}

function mapOf({ propertyNames, additionalProperties }: JsonSchema, hint: string): SchemaNode {
  const item = typeof additionalProperties === 'object' ? nodeOf(additionalProperties) : nodeOf({});
  return { kind: 'map', keys: propertyNames?.enum ?? [], item, hint };
}

function unionOf(variants: readonly JsonSchema[], hint: string): SchemaNode {
  const key = Object.keys(variants[0]?.properties ?? {}).find((name) =>
    variants.every((variant) => variant.properties?.[name]?.const !== undefined),
  );
  if (key === undefined) return { kind: 'scalar', hint };
  return {
    kind: 'union',
    key,
    variants: variants.map((variant) => ({ name: String(variant.properties?.[key]?.const), node: objectOf(variant) })),
    hint,
  };
}

/** The least that a node asks for, to begin with. */
export function startOf(node: SchemaNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.fields.filter(({ required }) => required).map(({ name, node: field }) => [name, startOf(field)]),
      );
    case 'list':
      return Array.from({ length: node.least }, () => startOf(node.item));
    case 'union':
      return startOf(node.variants[0]?.node ?? { kind: 'scalar', hint: '' });
    case 'set':
      return node.options.slice(0, 1);
    case 'choice':
      return node.options[0] ?? '';
    case 'constant':
      return node.value;
    case 'number':
      return node.min ?? 0;
    case 'boolean':
      return false;
    case 'map':
      return {};
    case 'text':
    case 'scalar':
      return '';
  }
}
