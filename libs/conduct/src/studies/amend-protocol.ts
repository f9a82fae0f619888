import { protocolSchema, type Amendment, type amendmentRequestSchema, type StudyId } from '@lectern/contracts';
import { parseProtocol, ProtocolError } from '@lectern/protocol';
import type { ProtocolVersion } from '@lectern/records';
import type { z } from 'zod';
import { openForWriting } from '../access/open-for-writing.js';
import { requirePermission } from '../access/require-permission.js';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { assertCurrent, type ExpectedTags } from '../entity-tag.js';
import { Conflict, Invalid } from '../errors.js';
import { signRecord } from '../evidence/sign-record.js';
import { nudge, readerChanged } from '../nudge.js';
import { authenticate } from '../sign-in/authenticate.js';
import { amendmentIssues } from './amendable.js';

/**
 * A new version of a frozen protocol, in what leaves the worklists and the analysis as they are; signed, with a reason, post hoc where reads exist.
 * @throws Invalid with one issue a part that may not change; Conflict unless the study is being read; Refused where the signature is not proven
 */
export async function amendProtocol(
  deps: ConductDeps,
  actor: Actor,
  id: StudyId,
  { protocol: text, reason, signature }: z.output<typeof amendmentRequestSchema>,
  expected: ExpectedTags = 'any',
): Promise<Amendment> {
  await requirePermission(deps.records.read, actor, id, 'study:amend');
  const amended = parsedOrInvalid(text);
  const authentication = await authenticate(deps, actor, signature.proof);
  return deps.records.transaction(async (tx) => {
    await requirePermission(tx, actor, id, 'study:amend');
    const { phase } = await openForWriting(tx, id);
    if (phase !== 'reading')
      throw new Conflict('not-frozen', 'This protocol is not frozen.', 'Change it before you freeze the study.');
    const before = await tx.studies.protocol(id);
    assertCurrent(expected, before.text);
    const issues = amendmentIssues(protocolSchema.parse(before.document), amended.protocol);
    if (issues.length > 0)
      throw new Invalid(
        'amendment',
        'This cannot be amended.',
        'Take back what is named, or create a new study.',
        issues,
      );
    const postHoc = (await tx.reads.countOfStudy(id)).submitted > 0;
    const { hash } = amended;
    const version = before.version + 1;
    const row = { studyId: id, version, text, document: amended.protocol, hash, createdAt: tx.now, reason, postHoc };
    await tx.studies.addProtocol(row);
    const signatory = { actor, meaning: signature.meaning, authentication };
    const signed = await signRecord(tx, deps, signatory, id, 'amendment', hash);
    await nudge(tx, { kind: 'protocol-amended', study: id, act: `${id}/protocol-${version}` });
    for (const reader of await tx.readers.ofStudy(id))
      // a washout may end at another time now
      await nudge(tx, readerChanged(reader));
    await tx.outbox.announce(id);
    await tx.audit.append(id, {
      ...{ by: { id: actor.user, name: actor.name }, act: 'protocol.amended', subject: id, reason },
      before: { version: before.version, hash: before.hash },
      after: { version, hash, postHoc, signature: signed },
    });
    return amendmentOf(row);
  });
}

export async function listAmendments({ records }: ConductDeps, id: StudyId): Promise<Amendment[]> {
  const versions = await records.read.studies.protocolVersions(id);
  return versions.filter(({ reason }) => reason !== null).map(amendmentOf);
}

function amendmentOf({
  version,
  hash,
  createdAt,
  reason,
  postHoc,
}: Pick<ProtocolVersion, 'version' | 'hash' | 'createdAt' | 'reason' | 'postHoc'>): Amendment {
  return { version, hash, at: createdAt.toISOString(), reason: reason ?? '', postHoc };
}

function parsedOrInvalid(text: string): ReturnType<typeof parseProtocol> {
  try {
    return parseProtocol(text);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new Invalid('protocol', 'The protocol cannot be used.', 'Mend the lines that are named.', error.issues);
  }
}
