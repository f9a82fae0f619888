import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type ApiClient, type BundleExportState, getBundle, getExport, requestExport } from '@lectern/contracts';
import { apiClient } from '../terminal/api-client.js';

export interface ExportTarget {
  readonly server: string;
  readonly token?: string;
  readonly out?: string;
}

const POLL_MILLIS = 500;

/** Asks a server for a bundle, waits for it and writes it to a file. */
export async function runExport(study: string, { server, token, out }: ExportTarget): Promise<void> {
  const api = apiClient(server, token);
  const made = await untilMade(api, study, await api.call(requestExport, { study }));
  const response = await api.call(getBundle, { study, export: made.id });
  const file = out ?? `${study}.zip`;
  await writeFile(file, new Uint8Array(await response.arrayBuffer()));
  process.stdout.write(`${file}: ${made.bytes} bytes, SHA-256 ${made.sha256}\n`);
}

async function untilMade(api: ApiClient, study: string, first: BundleExportState): Promise<BundleExportState> {
  let [now, said] = [first, ''];
  while (now.state === 'running') {
    if (now.step !== said) process.stderr.write(`${now.step} ...\n`);
    said = now.step;
    await wait(POLL_MILLIS);
    now = await api.call(getExport, { study, export: first.id });
  }
  if (now.state === 'failed') throw new Error(`The bundle could not be made: ${now.reason ?? 'unknown'}`);
  return now;
}
