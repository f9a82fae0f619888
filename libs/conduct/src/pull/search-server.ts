import type { PullCandidate, ServerQuery, StudyId } from '@lectern/contracts';
import { requirePermission } from '../access/require-permission.js';
import { assertDraft } from '../cases/case-list.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import type { JsonDataset } from './dicomweb-client.js';
import { clientOf } from './servers.js';

/** Studies that are named at most: a query that matches more is to be narrowed. */
const mostMatches = 200;

/**
 * What a server has that matches, for whoever chooses what is fetched. It is read from the server and passed on; nothing of it is kept, and the audit entry says only
 * that a server was asked.
 */
export async function searchServer(
  deps: ConductDeps,
  actor: Actor,
  study: StudyId,
  server: string,
  query: ServerQuery,
): Promise<{ matches: PullCandidate[]; more: boolean }> {
  const { records, sourceKeys } = deps;
  const { client } = await records.transaction(async (tx) => {
    await requirePermission(tx, actor, study, 'study:manage-cases');
    await assertDraft(tx, study);
    const found = await clientOf(deps, tx, server);
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(study, { by, act: 'dicomweb-server.searched', subject: server });
    return found;
  });
  const found = await client.list(['studies'], parametersOf(query));
  const matches = found.slice(0, mostMatches).flatMap((dataset) => candidateOf(dataset) ?? []);
  const there = await records.read.arrivals.examinationsOf(
    study,
    matches.map(({ studyInstanceUid }) => sourceKeys.ofUid(studyInstanceUid)),
  );
  return {
    matches: matches.map((match) => ({ ...match, there: there.has(sourceKeys.ofUid(match.studyInstanceUid)) })),
    more: found.length > mostMatches,
  };
}

/** Matching keys and attributes to return (PS3.18, 10.6.1). */
function parametersOf({ patientId, accessionNumber, studyInstanceUid, from, to, modality }: ServerQuery) {
  const date = from || to ? `${dicomDate(from)}-${dicomDate(to)}` : undefined;
  const keys = {
    ...{ PatientID: patientId, AccessionNumber: accessionNumber, StudyInstanceUID: studyInstanceUid },
    ...{ StudyDate: date, ModalitiesInStudy: modality },
  };
  const given = Object.entries(keys).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(given),
    includefield: '00081030,00080061,00201206,00201208',
    limit: String(mostMatches + 1),
  };
}

const dicomDate = (date: string | undefined): string => date?.replaceAll('-', '') ?? '';

function candidateOf(dataset: JsonDataset): PullCandidate | null {
  const text = (tag: string): string | null => {
    const value = dataset[tag]?.Value?.[0];
    const plain = typeof value === 'object' && value !== null ? (value as { Alphabetic?: string }).Alphabetic : value;
    return plain === undefined || plain === null ? null : String(plain).slice(0, 200);
  };
  const studyInstanceUid = text('0020000D');
  if (studyInstanceUid === null || !/^[0-9.]{1,64}$/.test(studyInstanceUid)) return null;
  const date = /^(\d{4})(\d{2})(\d{2})$/.exec(text('00080020') ?? '');
  return {
    studyInstanceUid,
    ...{ patientId: text('00100020'), patientName: text('00100010'), accessionNumber: text('00080050') },
    ...{ studyDate: date ? `${date[1]}-${date[2]}-${date[3]}` : null, description: text('00081030') },
    modalities: (dataset['00080061']?.Value ?? []).map(String).slice(0, 20),
    ...{ series: Number(text('00201206') ?? 0), instances: Number(text('00201208') ?? 0), there: false },
  };
}
