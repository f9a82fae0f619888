import type { Socket } from 'node:net';
import { Writable } from 'node:stream';
import dimse from 'dcmjs-dimse';
import type { Arrived, ArrivalFailure, Conduct, Sender } from '@lectern/conduct';
import { fileOfDataset } from '@lectern/dicom';
import { PduGuard } from './pdu-guard.js';
import { chosenSyntax } from './transfer-syntaxes.js';

const { PresentationContextResult, RejectReason, RejectResult, RejectSource, SopClass, Status } = dimse.constants;
const { CEchoResponse, CStoreResponse } = dimse.responses;

type Association = dimse.association.Association;
type PresentationContext = dimse.association.PresentationContext;
type StoreRequest = dimse.requests.CStoreRequest;

/** Storage classes have UIDs below this one (PS3.4, B.5); whether an object is one that is taken in is asked of the object. */
const storageRoot = '1.2.840.10008.5.1.4.1.1.';

/** Status of what was not stored (PS3.4, table B.2-1, and PS3.7, annex C). */
const statuses: Record<ArrivalFailure['kind'], number> = {
  unreadable: 0xc000,
  'not-admitted': Status.SopClassNotSupported,
  'other-content': Status.DuplicateSOPInstance,
  closed: Status.ProcessingFailure,
};
const outOfResources = 0xa700;
/** An error comment is an LO: 64 characters at most. */
const longestComment = 64;

export interface StoreProviderOptions {
  readonly conduct: Conduct;
  /** Bytes of a protocol data unit, and of an object, at most. */
  readonly largestUnit: number;
  readonly largestObject: number;
  readonly log: (line: string) => void;
}

/** Bytes of an object as they come; one object of an association is in memory at a time. */
class ObjectBytes extends Writable {
  private readonly pieces: Buffer[] = [];
  private length = 0;

  constructor(private readonly largest: number) {
    super({ highWaterMark: largest * 2 }); // the protocol waits for the answer to each object: nothing queues up here
  }

  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.length += piece.length;
    if (this.length <= this.largest) this.pieces.push(Buffer.from(piece));
    done();
  }

  /** Null where the object was too large to be kept. */
  bytes(): Buffer | null {
    return this.length <= this.largest ? Buffer.concat(this.pieces, this.length) : null;
  }
}

/** One association as storage SCP: its title must be open, and the caller allowed; each object is answered when it is durable. */
export class StoreProvider extends dimse.Scp {
  private sender: Sender | null = null;
  private received: Buffer | null = null;
  private syntax = '';

  constructor(
    private readonly connection: Socket,
    private readonly options: StoreProviderOptions,
  ) {
    super(connection, {});
    const guard = new PduGuard(options.largestUnit);
    connection.prependListener('data', (chunk: Buffer) => {
      if (!guard.allows(chunk)) connection.destroy();
    });
    this.on('networkError', () => connection.destroy());
  }

  override associationRequested(association: Association): void {
    this.admit(association).catch((error: unknown) => {
      this.options.log(`DICOM node: ${error instanceof Error ? error.message : String(error)}`);
      this.reject(RejectReason.TemporaryCongestion);
    });
  }

  override associationReleaseRequested(): void {
    this.sendAssociationReleaseResponse();
  }

  override cEchoRequest(
    request: dimse.requests.CEchoRequest,
    answer: (response: dimse.responses.CEchoResponse) => void,
  ): void {
    const response = CEchoResponse.fromRequest(request);
    response.setStatus(Status.Success);
    answer(response);
  }

  override createStoreWritableStream(): Writable {
    return new ObjectBytes(this.options.largestObject);
  }

  /** The object stays bytes: it is read by our own strict reader. */
  override createDatasetFromStoreWritableStream(
    stream: Writable,
    context: PresentationContext,
    taken: (dataset: dimse.Dataset) => void,
  ): void {
    this.received = (stream as ObjectBytes).bytes();
    this.syntax = context.getAcceptedTransferSyntaxUid() ?? '';
    taken(new dimse.Dataset({}, this.syntax));
  }

  override cStoreRequest(request: StoreRequest, answer: (response: dimse.responses.CStoreResponse) => void): void {
    const response = CStoreResponse.fromRequest(request);
    this.connection.pause(); // whoever sends on without waiting for the answer is held back
    this.store(request)
      .then(
        ({ failure }) => {
          response.setStatus(failure ? statuses[failure.kind] : Status.Success);
          if (failure) response.setErrorComment(failure.rule.slice(0, longestComment));
        },
        (error: unknown) => {
          this.options.log(`DICOM node: ${error instanceof Error ? error.message : String(error)}`);
          response.setStatus(outOfResources);
        },
      )
      .finally(() => {
        answer(response);
        this.connection.resume();
      });
  }

  private async store(request: StoreRequest): Promise<Pick<Arrived, 'failure'>> {
    const { sender, received } = this;
    this.received = null;
    if (!sender || !received) throw new Error('an object came without an association, or was too large');
    const [sopClass, sopInstance] = [request.getAffectedSopClassUid(), request.getAffectedSopInstanceUid()];
    const file = fileOfDataset(received, this.syntax, sopClass, sopInstance);
    const [arrived] = await this.options.conduct.arrivals.takeAtOnce(sender, [file]);
    return arrived ?? {};
  }

  private async admit(association: Association): Promise<void> {
    const { arrivals } = this.options.conduct;
    const [called, calling] = [association.getCalledAeTitle().trim(), association.getCallingAeTitle().trim()];
    const found = await arrivals.nodeFor(called, calling, this.connection.remoteAddress ?? '');
    if (found.sender === null)
      return this.reject(
        found.unknown === 'called' ? RejectReason.CalledAeNotRecognized : RejectReason.CallingAeNotRecognized,
      );
    this.sender = found.sender;
    for (const { context } of association.getPresentationContexts()) negotiate(context);
    this.sendAssociationAccept();
  }

  private reject(reason: number): void {
    this.sendAssociationReject(RejectResult.Permanent, RejectSource.ServiceUser, reason);
  }
}

function negotiate(context: PresentationContext): void {
  const isServed =
    context.getAbstractSyntaxUid() === SopClass.Verification || context.getAbstractSyntaxUid().startsWith(storageRoot);
  const syntax = chosenSyntax(context.getTransferSyntaxUids());
  if (!isServed) context.setResult(PresentationContextResult.RejectAbstractSyntaxNotSupported);
  else if (!syntax) context.setResult(PresentationContextResult.RejectTransferSyntaxesNotSupported);
  else context.setResult(PresentationContextResult.Accept, syntax);
}
