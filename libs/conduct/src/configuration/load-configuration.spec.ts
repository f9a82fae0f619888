import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, environmentOf, loadConfiguration } from './load-configuration.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-configuration-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (text: string): void => writeFileSync(join(folder, 'lectern.yaml'), text);

test('without a file everything has a default, in folders below the given one', () => {
  expect(loadConfiguration(folder, {})).toMatchObject({
    dataFolder: join(folder, '.lectern'),
    http: { host: '127.0.0.1', port: 0 },
    database: {},
  });
});

test('the environment overrides the file, and numbers and switches are read as such', () => {
  write('http: { port: 8080 }\ntemporal: { address: "a:7233" }\n');
  const configuration = loadConfiguration(folder, {
    LECTERN_HTTP_PORT: '9090',
    LECTERN_TEMPORAL_TLS: 'true',
    LECTERN_DATA_FOLDER: '/var/lectern',
  });
  expect(configuration).toMatchObject({
    http: { port: 9090 },
    temporal: { address: 'a:7233', tls: true },
    dataFolder: '/var/lectern',
  });
});

test('an unknown or wrong value is refused by name, with file and variable', () => {
  write('http: { port: eighty }\n');
  expect(() => loadConfiguration(folder, {})).toThrow(/http\.port.*lectern\.yaml or LECTERN_HTTP_PORT/s);
  write('htp: {}\n');
  expect(() => loadConfiguration(folder, {})).toThrow(ConfigurationError);
});

test('what is handed to a child process is read there as it was', () => {
  write('http: { publicUrl: "https://lectern.example.org" }\ndatabase: { url: "postgresql://u@h/d" }\n');
  const configuration = loadConfiguration(folder, {});
  expect(loadConfiguration('/elsewhere', environmentOf(configuration))).toEqual(configuration);
});

test('an OpenID provider is configured by file and environment; plain HTTP is for the same machine alone', () => {
  write('signIn: { openid: { issuer: "https://login.hospital.test", clientId: lectern } }\n');
  const read = (issuer?: string) => loadConfiguration(folder, { LECTERN_SIGN_IN_OPENID_ISSUER: issuer }).signIn.openid;
  expect(read()).toEqual({ issuer: 'https://login.hospital.test', clientId: 'lectern', name: 'OpenID Connect' });
  expect(read('http://127.0.0.1:9000')).toMatchObject({ issuer: 'http://127.0.0.1:9000' });
  expect(() => read('http://login.hospital.test')).toThrow(/signIn\.openid\.issuer: must be https/);
});
