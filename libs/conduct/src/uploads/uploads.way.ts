import type { CaseId, CaseUploadView, StudyId, UploadManifest } from '@lectern/contracts';
import type { Actor } from '../actor.js';

/** How much of an upload is there. */
export interface UploadStanding {
  readonly id: string;
  readonly label: string;
  /** Of the whole. */
  readonly bytes: number;
  /** All of it also where its files became a case. */
  readonly received: number;
}

/** Files of one case that come in parts, over lost connections, reloads and restarts: known by the hash of what they say, so nothing is sent twice. */
export interface Uploads {
  /** @returns what is there of it already, where it was begun before. @throws Conflict, Invalid */
  begin(
    actor: Actor,
    study: StudyId,
    upload: { readonly id: string; readonly label: string; readonly bytes: number },
  ): Promise<UploadStanding>;
  /** Null of one that was not begun, has expired, or whose case was refused since. */
  standing(study: StudyId, id: string): Promise<UploadStanding | null>;
  /**
   * Keeps what comes, also where the content breaks off and throws.
   * @param from where the content begins (bytes)
   * @returns how much is there then
   * @throws Conflict unless all before it, and nothing more, is there; NotFound
   */
  append(actor: Actor, study: StudyId, id: string, from: number, content: AsyncIterable<Uint8Array>): Promise<number>;
  /** Those that did not become a case. */
  unfinished(study: StudyId): Promise<CaseUploadView[]>;
  discard(actor: Actor, study: StudyId, id: string): Promise<void>;
  /** The case of an upload that is all there, made at the first call. @throws NotFound, Invalid where it is not what its id says, Conflict */
  receive(
    actor: Actor,
    study: StudyId,
    id: string,
    manifest: UploadManifest,
  ): Promise<{ id: CaseId; label: string; files: number }>;
}
