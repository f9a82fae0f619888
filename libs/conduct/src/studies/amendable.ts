import type { Protocol } from '@lectern/contracts';
import { canonicalJson } from '@lectern/evidence';
import type { FailureIssue } from '../errors.js';

/** What may change without a new randomisation and without touching what will be analysed, and what of it. */
const amendable: readonly { readonly path: RegExp; readonly allows: (from: unknown, to: unknown) => string | null }[] =
  [
    { path: /^\/(summary|instructions)$/, allows: () => null },
    {
      path: /^\/design\/washout\/days$/,
      allows: (from, to) => (Number(to) >= Number(from ?? 28) ? null : 'a washout may be prolonged, not shortened'),
    },
    { path: /^\/design\/washout\/justification$/, allows: () => null },
    {
      path: /^\/readers\/planned$/,
      allows: (from, to) =>
        Number(to) <= Number(from)
          ? null
          : 'more readers need worklists of their own: replace one, or create a new study',
    },
    { path: /^\/pace(\/|$)/, allows: () => null },
    { path: /^\/keys(\/|$)/, allows: () => null },
    {
      path: /^\/analysis\/subgroups(\/\d+)?$/,
      allows: (from) =>
        from === undefined ? null : 'a subgroup may be added at the end of the list, not changed or left out',
    },
    { path: /^\/questions\/\d+\/help$/, allows: () => null },
  ];

/** Why an amendment is refused, one issue a part that may not change; `nothing` where nothing does. */
export function amendmentIssues(from: Protocol, to: Protocol): FailureIssue[] {
  const changes = changesOf(from, to, '');
  if (changes.length === 0) return [{ path: '', message: 'nothing is changed' }];
  return changes.flatMap(({ path, before, after }) => {
    const rule = amendable.find((each) => each.path.test(path));
    const message = rule ? rule.allows(before, after) : 'was fixed before the first read and may not change';
    return message ? [{ path, message }] : [];
  });
}

interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

function changesOf(before: unknown, after: unknown, path: string): Change[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  if (!isBranch(before) || !isBranch(after)) return [{ path, before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => changesOf(before[name], after[name], `${path}/${name}`));
}

const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
