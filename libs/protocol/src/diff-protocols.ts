import type { Protocol } from '@lectern/contracts';
import { canonicalJson } from '@lectern/evidence';

/** One thing that differs between two protocols. Things with an id are followed by it, wherever they stand. */
export interface ProtocolChange {
  /** As `questions[confidence].levels`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What changed from one protocol to the other, in the order of the document; defaults count as written. Empty where they mean the same. */
export function diffProtocols(before: Protocol, after: Protocol): ProtocolChange[] {
  return changesOf('', before, after);
}

/** A change as a line for people, e.g. `~ design.washout.days: 28 -> 14`. */
export function changeText({ path, kind, before, after }: ProtocolChange): string {
  switch (kind) {
    case 'added':
      return `+ ${path}: ${shown(after)}`;
    case 'removed':
      return `- ${path}: ${shown(before)}`;
    case 'changed':
      return `~ ${path}: ${shown(before)} -> ${shown(after)}`;
    case 'moved':
      return `> ${path}: now in place ${Number(after) + 1}, before in place ${Number(before) + 1}`;
  }
}

const shown = (value: unknown): string => (typeof value === 'string' ? JSON.stringify(value) : canonicalJson(value));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const hasIds = (value: unknown): value is { id: string }[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => isRecord(each) && typeof each['id'] === 'string');

function changesOf(path: string, before: unknown, after: unknown): ProtocolChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, kind: 'added', after }];
  if (after === undefined) return [{ path, kind: 'removed', before }];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      changesOf(path ? `${path}.${key}` : key, before[key], after[key]),
    );
  if (hasIds(before) && hasIds(after)) return changesOfNamed(path, before, after);
  return [{ path, kind: 'changed', before, after }];
}

function changesOfNamed(
  path: string,
  before: readonly { id: string }[],
  after: readonly { id: string }[],
): ProtocolChange[] {
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  const inBoth = (items: readonly { id: string }[]): string[] =>
    items.map(({ id }) => id).filter((id) => [before, after].every((side) => side.some((each) => each.id === id)));
  const [were, are] = [inBoth(before), inBoth(after)];
  return ids.flatMap((id): ProtocolChange[] => {
    const at = `${path}[${id}]`;
    const changes = changesOf(
      at,
      before.find((each) => each.id === id),
      after.find((each) => each.id === id),
    );
    const moved = were.includes(id) && were.indexOf(id) !== are.indexOf(id);
    return moved
      ? [{ path: at, kind: 'moved', before: were.indexOf(id), after: are.indexOf(id) }, ...changes]
      : changes;
  });
}
