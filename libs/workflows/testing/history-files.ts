import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import proto from '@temporalio/proto';

type History = proto.temporal.api.history.v1.IHistory;
const { History } = proto.temporal.api.history.v1;

export const historiesFolder = join(import.meta.dirname, 'histories');

export interface KeptHistory {
  readonly version: string;
  readonly name: string;
  readonly history: History;
}

/** A history as readable JSON: enumerations by name, bytes as base64. */
export function historyText(history: History): string {
  const plain = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  return `${JSON.stringify(plain, null, 1)}\n`;
}

/** Every history of every released version. */
export function keptHistories(): KeptHistory[] {
  return readdirSync(historiesFolder).flatMap((version) =>
    readdirSync(join(historiesFolder, version)).map((file) => ({
      version,
      name: file.replace(/\.json$/, ''),
      history: History.fromObject(JSON.parse(readFileSync(join(historiesFolder, version, file), 'utf8')) as object),
    })),
  );
}
