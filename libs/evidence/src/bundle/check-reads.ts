import { hashOf } from '../hash.js';
import type { ChainAct } from './check-chain.js';
import { pathOf, type BundleContents } from './contents.js';
import type { Finding } from './finding.js';

/** Every answer, batch of events and read against the audit chain and the schedule. */
export function checkReads(contents: BundleContents, acts: readonly ChainAct[]): Finding[] {
  return [...checkSubmissions(contents, acts), ...checkEvents(contents), ...checkWorklists(contents, acts)];
}

function checkSubmissions({ submissions }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  if (!submissions) return [];
  const recorded = new Map<string, ChainAct>();
  for (const act of acts) {
    const commitment = (act.after as { commitment?: unknown } | null)?.commitment;
    if (act.act.startsWith('read.') && typeof commitment === 'string') recorded.set(commitment, act);
  }
  const findings = submissions.flatMap(({ read, stage, version, commitment, committed }): Finding[] => {
    const where = `${pathOf('submissions')} read ${read}, stage ${stage}, version ${version}`;
    if (hashOf(committed) !== commitment) return [{ where, problem: 'was altered: it does not have its commitment' }];
    const entry = recorded.get(commitment);
    recorded.delete(commitment);
    if (!entry) return [{ where, problem: 'its commitment is not in the audit chain' }];
    return entry.subject === read
      ? []
      : [{ where, problem: `entry ${entry.index} of the audit chain has it of another read` }];
  });
  const missing = [...recorded.values()].map(({ subject, index }) => ({
    where: `${pathOf('submissions')} read ${subject}`,
    problem: `is missing: entry ${index} of the audit chain recorded it`,
  }));
  return [...findings, ...missing];
}

function checkEvents({ events }: BundleContents): Finding[] {
  return (events ?? [])
    .filter((batch) => hashOf(batch.events) !== batch.hash)
    .map(({ read, lease, sequence }) => ({
      where: `${pathOf('events')} read ${read}, lease ${lease}, batch ${sequence}`,
      problem: 'was altered: it does not have its hash',
    }));
}

interface ScheduledSession {
  readonly reader: number;
  readonly session: number;
  readonly reads: readonly { readonly position: number; readonly case: number; readonly condition: string }[];
}

/** Reads of readers who came later, by replacement, have no place in the frozen schedule and are left out. */
function checkWorklists({ reads, schedule }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  if (!reads || !schedule) return [];
  const opened = new Map(acts.filter(({ act }) => act === 'read.opened').map(({ subject, at }) => [subject, at]));
  const sessions = (schedule['sessions'] ?? []) as readonly ScheduledSession[];
  const planned = new Map(
    sessions.flatMap(({ reader, session, reads: each }) =>
      each.map((read) => [`${reader} ${session} ${read.position}`, read] as const),
    ),
  );
  return reads.flatMap((read): Finding[] => {
    const where = `${pathOf('reads')} read ${read.id}`;
    const plan = planned.get(`${read.reader} ${read.session} ${read.position}`);
    if (plan && (plan.case !== read.case || plan.condition !== read.condition))
      return [{ where, problem: 'has another case or condition than the schedule' }];
    if (read.openedAt !== null && opened.has(read.id) && opened.get(read.id) !== read.openedAt)
      return [{ where, problem: 'was opened at another time than the audit chain says' }];
    return [];
  });
}
