import { readingEventSchema, readTimesSchema, type Protocol, type StudyId } from '@lectern/contracts';
import { departuresOf, type ConductedRead, type ConductedReading, type Departure } from '@lectern/reading';
import type { ReaderWithUser, Records, Repositories, SessionWithCounts, Transaction } from '@lectern/records';
import { documentsOf } from '../reading/documents.js';
import { washoutEndsAt } from '../reading/opens-at.js';
import { protocolOf } from '../reading/seat.js';
import { noteDeviation } from './deviations.js';

/** Notes as deviations what the record shows of these readers that the plan does not allow, each once. The study must be open and locked for writing. */
export async function noteDepartures(
  tx: Transaction,
  study: StudyId,
  readers: readonly ReaderWithUser[],
): Promise<void> {
  for (const { kind, subject, text } of await newDepartures(tx, study, readers))
    await noteDeviation(tx, study, null, { kind, subject, text });
}

/** The same in a transaction of its own, and none where there is nothing to note. */
export async function noteDeparturesOf({ read, transaction }: Records, study: StudyId, id: string): Promise<void> {
  const reader = await read.readers.find(id);
  if (!reader || (await newDepartures(read, study, [reader])).length === 0) return;
  await transaction(async (tx) => {
    if ((await tx.studies.lock(study))?.phase === 'reading') await noteDepartures(tx, study, [reader]);
  });
}

async function newDepartures(
  on: Repositories,
  study: StudyId,
  readers: readonly ReaderWithUser[],
): Promise<Departure[]> {
  const found = (await conducted(on, study, readers)).flatMap(departuresOf);
  if (found.length === 0) return [];
  const key = ({ kind, subject }: { kind: string; subject: string | null }): string => `${kind} ${subject}`;
  const noted = new Set((await on.evidence.deviationsOf(study)).filter(({ byId }) => byId === null).map(key));
  return found.filter((each) => !noted.has(key(each)));
}

async function conducted(
  on: Repositories,
  study: StudyId,
  readers: readonly ReaderWithUser[],
): Promise<ConductedReading[]> {
  const ids = readers.map(({ id }) => id);
  const protocol = await protocolOf(on, study);
  const sessions = await on.readers.sessionsOf(ids);
  const reads = await conductedReads(on, protocol, ids);
  const documents = documentsOf(protocol);
  const signatures = documents.length > 0 ? await on.readingActs.signaturesOfStudy(study) : [];
  return readers.map(({ id, number }) => {
    const own = sessions.filter(({ readerId }) => readerId === id);
    const signed = documents.map(
      ({ id: document, version }) =>
        signatures.find((each) => each.readerId === id && each.document === document && each.version === version)?.at,
    );
    return {
      id,
      reader: number,
      sessions: own.map((session) => sessionOf(protocol, own, session)),
      reads: reads.filter(({ readerId }) => readerId === id),
      display: protocol.display,
      ...(documents.length > 0 ? { signedAt: latest(signed) } : {}),
    };
  });
}

function sessionOf(protocol: Protocol, sessions: readonly SessionWithCounts[], session: SessionWithCounts) {
  const { id, number, openedAt } = session;
  return {
    id,
    number,
    openedAt: openedAt?.getTime() ?? null,
    washoutEndsAt: washoutEndsAt(protocol, sessions, number),
  };
}

/** Null where one is missing. */
function latest(instants: readonly (Date | undefined)[]): number | null {
  return instants.reduce<number | null>((last, at) => (last === null || !at ? null : Math.max(last, at.getTime())), 0);
}

async function conductedReads(
  on: Repositories,
  protocol: Protocol,
  readers: readonly string[],
): Promise<(ConductedRead & { readonly readerId: string })[]> {
  const displays = protocol.display ? await on.reads.eventsOfKind(readers, 'display') : [];
  const shown = Map.groupBy(displays, ({ readId }) => readId);
  return (await on.reads.conductedOf(readers)).map(
    ({ id, readerId, session, position, openedAt, version, submissions }) => ({
      ...{ id, readerId, session: session.number, position, openedAt: openedAt?.getTime() ?? null, version },
      overLimit: submissions.some(({ times }) => readTimesSchema.parse(times).flags.includes('over-limit')),
      displays: (shown.get(id) ?? []).flatMap(({ event }) => {
        const parsed = readingEventSchema.parse(event);
        return parsed.kind === 'display' ? [parsed] : [];
      }),
    }),
  );
}
