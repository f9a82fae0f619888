import type { ReadingState, SignDocuments, StudyId } from '@lectern/contracts';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, Invalid } from '../errors.js';
import { documentsOf } from './documents.js';
import { readingState } from './reading-state.js';
import { assertReading, takeSeat } from './seat.js';

/**
 * A reader signs documents of the protocol by typing their name, each in the version and wording that was shown. Signed again, nothing changes.
 *
 * @throws Invalid where the name is not the reader's, Conflict where a document was changed since it was shown
 */
export async function signDocuments(
  { records }: ConductDeps,
  actor: Actor,
  study: StudyId,
  { documents, name }: SignDocuments,
): Promise<ReadingState> {
  return records.transaction(async (tx) => {
    const seat = await takeSeat(tx, actor, study);
    assertReading(seat);
    if (plain(name) !== plain(actor.name))
      throw new Invalid('name-differs', `You are signed in as ${actor.name}.`, 'Type your name as it stands there.');
    const shown = documentsOf(seat.protocol);
    const signatures = documents.map(({ id, version, hash, declaration }) => {
      const document = shown.find((each) => each.id === id && each.version === version && each.hash === hash);
      if (!document)
        throw new Conflict('document-changed', `The document ${id} was changed.`, 'Load the page again and read it.');
      const { kind } = document;
      return {
        readerId: seat.reader.id,
        document: id,
        version,
        kind,
        hash,
        name,
        declaration: declaration ?? null,
        at: tx.now,
      };
    });
    const added = await tx.readingActs.sign(signatures);
    const state = await readingState(tx, seat, tx.now);
    if (added > 0) {
      await tx.outbox.announce(study);
      await tx.audit.append(
        study,
        ...signatures.map(({ document, version, kind, hash, declaration }) => ({
          by: { id: actor.user, name: actor.name },
          act: 'document.signed' as const,
          subject: seat.reader.id,
          after: { reader: seat.reader.number, document, version, kind, hash, declares: declaration !== null },
        })),
      );
    }
    return state;
  });
}

const plain = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
