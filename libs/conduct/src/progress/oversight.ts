import type { Oversight, StudyId } from '@lectern/contracts';
import { unusualTimes } from '@lectern/reading';
import type { Deviation, PacedRead } from '@lectern/records';
import { found } from '../access/require-permission.js';
import type { ConductDeps } from '../deps.js';

/** What stands out in the reading so far: days, unusual times, excuses, problems and deviations. */
export async function oversight({ records: { read } }: ConductDeps, id: StudyId): Promise<Oversight> {
  found(await read.studies.find(id));
  const [paced, excused, problems, deviations] = await Promise.all([
    read.submissions.pacedReadsOf(id),
    read.reads.excusedOfStudy(id),
    read.readingActs.problemsOfStudy(id),
    read.evidence.deviationsOf(id),
  ]);
  const timed = paced.filter((each): each is TimedRead => each.activeSeconds !== null && each.activeSeconds > 0);
  const resolved = problems.filter(({ resolution }) => resolution !== null).length;
  return {
    days: daysOf(paced),
    unusual: unusualOf(timed),
    compared: timed.length,
    excused,
    problems: { open: problems.length - resolved, resolved },
    deviations: deviations.length,
    deviationsByKind: byKind(deviations),
  };
}

/** In the order in which a kind was noted first. */
function byKind(deviations: readonly Pick<Deviation, 'kind' | 'byId'>[]): Oversight['deviationsByKind'] {
  const groups = Map.groupBy(deviations, ({ kind, byId }) => `${byId === null ? 'system' : 'person'} ${kind}`);
  return [...groups.values()].map((group) => ({
    ...{ kind: group[0]!.kind, found: group[0]!.byId === null ? ('system' as const) : ('person' as const) },
    count: group.length,
  }));
}

type TimedRead = PacedRead & { readonly activeSeconds: number };

function unusualOf(timed: readonly TimedRead[]): Oversight['unusual'] {
  const found = unusualTimes(timed.map(({ activeSeconds }) => activeSeconds));
  return timed.flatMap(({ reader, session, position }, index) => {
    const time = found[index];
    return time ? [{ reader, session, position, time }] : [];
  });
}

function daysOf(paced: readonly PacedRead[]): Oversight['days'] {
  const counts = new Map<string, Oversight['days'][number]>();
  for (const { submittedAt, reader } of paced) {
    const date = submittedAt.toISOString().slice(0, 10);
    const key = `${date} ${String(reader).padStart(6, '0')}`;
    counts.set(key, { date, reader, submitted: (counts.get(key)?.submitted ?? 0) + 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day);
}
