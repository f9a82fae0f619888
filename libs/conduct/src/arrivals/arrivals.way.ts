import type { ArrivingCase, IntakeNodeView, IntakeTokenView, openIntakeNode, StudyId } from '@lectern/contracts';
import type { z } from 'zod';
import type { Actor } from '../actor.js';

/** Who sends images into one study by a token or as a DICOM node. Made only by `arrivals`. */
export interface Sender {
  readonly id: string;
  readonly name: string;
  readonly study: StudyId;
  /** What the case is to be called; absent: after the sender. */
  readonly label?: string;
}

/** Why an object was not taken; it names nothing out of the object but a tag. */
export interface ArrivalFailure {
  readonly kind: 'unreadable' | 'not-admitted' | 'other-content' | 'closed';
  readonly tag: string | null;
  readonly rule: string;
  readonly remedy: string;
}

/** The way in under an AE title, or which of the two titles is not known. */
export type CalledNode =
  { readonly sender: Sender } | { readonly sender: null; readonly unknown: 'called' | 'calling' };

/** What became of one object. `there`: the study has it already, with the same content; nothing was done. */
export interface Arrived {
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  readonly outcome: 'stored' | 'there' | 'refused';
  readonly failure?: ArrivalFailure;
}

/** Images that come one by one: who may send them, and what becomes of each. */
export interface Arrivals {
  /** Whom a token for sending stands for; null for none. */
  senderOf(token: string): Promise<Sender | null>;
  /** Answers for each object in the order given; what is answered as stored is durable. @throws Conflict once the study is frozen */
  take(sender: Sender, objects: AsyncIterable<Uint8Array>): AsyncIterable<Arrived>;
  /** As {@link take}, of objects that are all there. */
  takeAtOnce(sender: Sender, objects: readonly Uint8Array[]): Promise<Arrived[]>;
  /** Whether a DICOM association may be had. `address`: the caller's, where the node wants it to be a certain one. */
  nodeFor(called: string, calling: string, address: string): Promise<CalledNode>;
  nodes(study: StudyId): Promise<IntakeNodeView[]>;
  /** @throws Conflict where the title is open already */
  openNode(actor: Actor, study: StudyId, input: z.output<typeof openIntakeNode.body>): Promise<{ id: string }>;
  /** @throws NotFound */
  closeNode(actor: Actor, study: StudyId, id: string, reason: string): Promise<void>;
  list(study: StudyId): Promise<ArrivingCase[]>;
  tokens(study: StudyId): Promise<IntakeTokenView[]>;
  createToken(actor: Actor, study: StudyId, name: string): Promise<{ id: string; token: string }>;
  /** @throws NotFound */
  revokeToken(actor: Actor, study: StudyId, id: string, reason: string): Promise<void>;
}
