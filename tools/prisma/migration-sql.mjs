#!/usr/bin/env node
/**
 * Prints the SQL that leads from one Prisma schema to another, without a database and without Prisma's downloaded engine.
 *
 *   node tools/prisma/migration-sql.mjs prisma/schema.prisma                 from nothing
 *   node tools/prisma/migration-sql.mjs prisma/schema.prisma old.prisma      from an older schema, e.g. git show HEAD:prisma/schema.prisma
 *
 * Put the output into prisma/migrations/<yyyymmddhhmmss>_<name>/migration.sql and add by hand what Prisma cannot say.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

const [to, from] = process.argv.slice(2);
if (!to) throw new Error('usage: migration-sql.mjs <schema> [<older schema>]');

const target = async (path) =>
  path
    ? { tag: 'schemaDatamodel', files: [{ path, content: await readFile(path, 'utf8') }], configDir: '.' }
    : { tag: 'empty' };

const { SchemaEngine } = await loadEngine();
const engine = await SchemaEngine.new({}, () => {}, bindMigrationAwareSqlAdapterFactory(noDatabase()));
const difference = await engine.diff({
  from: await target(from),
  to: await target(to),
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: [], externalEnums: [] },
});
process.stdout.write(difference.stdout ?? '');

/** The package's own entry imports WebAssembly as a module, which Node does only behind a flag: load its two halves ourselves. */
async function loadEngine() {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const exports = await import(pathToFileURL(glue).href);
  const bytes = await readFile(join(dirname(glue), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': exports });
  exports.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return exports;
}

/** Comparing two schemas asks the database for nothing, but the engine wants a connection before it begins. */
function noDatabase() {
  const connection = {
    provider: 'postgres',
    adapterName: 'none',
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  };
  return {
    provider: 'postgres',
    adapterName: 'none',
    connect: async () => connection,
    connectToShadowDb: async () => connection,
  };
}
