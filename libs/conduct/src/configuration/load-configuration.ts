import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Configuration, configurationSchema } from '@lectern/contracts';

/** The configuration cannot be used; the message names file or variable, field and remedy. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

type Tree = { [key: string]: unknown };

/**
 * Reads `lectern.yaml` (or `LECTERN_CONFIG`) below `folder`, lays `LECTERN_*` over it, fills in defaults and makes folders absolute.
 *
 * @throws ConfigurationError
 */
export function loadConfiguration(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const file = environment.LECTERN_CONFIG ?? join(folder, 'lectern.yaml');
  const written = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Tree | null) : null;
  const result = configurationSchema.safeParse(overridden(written ?? {}, environment));
  if (!result.success) {
    const lines = result.error.issues.map(
      ({ path, message }) => `  ${path.join('.')}: ${message} (${file} or ${variableOf(path.map(String))})`,
    );
    throw new ConfigurationError(`The configuration has errors:\n${lines.join('\n')}`);
  }
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const { dataFolder, modelsFolder } = result.data;
  return { ...result.data, dataFolder: absolute(dataFolder), modelsFolder: absolute(modelsFolder) };
}

/** The environment that hands a loaded configuration on to a child process. */
export function environmentOf(configuration: Configuration): Record<string, string> {
  const entries = leaves(configurationSchema).flatMap(({ path }) => {
    const value = path.reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], configuration);
    return value === undefined ? [] : [[variableOf(path), String(value)] as const];
  });
  return Object.fromEntries(entries);
}

function overridden(tree: Tree, environment: Readonly<Record<string, string | undefined>>): Tree {
  const out = structuredClone(tree);
  for (const { path, type } of leaves(configurationSchema)) {
    const text = environment[variableOf(path)];
    if (text === undefined || text === '') continue;
    const parents = path.slice(0, -1);
    const parent = parents.reduce<Tree>((node, key) => (node[key] ??= {}) as Tree, out);
    parent[path.at(-1) as string] = type === 'number' ? Number(text) : type === 'boolean' ? text === 'true' : text;
  }
  return out;
}

/** `http.publicUrl` is overridden by `LECTERN_HTTP_PUBLIC_URL`. */
const variableOf = (path: readonly string[]): string =>
  `LECTERN_${path.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()).join('_')}`;

/** Every value of the schema with its path and JSON type. */
function leaves(schema: z.ZodType): { path: string[]; type: string }[] {
  const walk = (node: JsonSchema, path: string[]): { path: string[]; type: string }[] =>
    node.properties
      ? Object.entries(node.properties).flatMap(([key, child]) => walk(child, [...path, key]))
      : [{ path, type: node.type === 'integer' ? 'number' : (node.type ?? 'string') }];
  return walk(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, []);
}

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Record<string, JsonSchema>;
}
