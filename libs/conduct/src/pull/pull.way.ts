import type {
  DicomwebServerView,
  NewDicomwebServer,
  PullCandidate,
  PulledStudy,
  ServerQuery,
  CaseId,
  StudyId,
} from '@lectern/contracts';
import type { Actor } from '../actor.js';

/** Examinations that are fetched from other DICOMweb servers; which servers may be asked, administrators say. */
export interface Pulls {
  servers(): Promise<DicomwebServerView[]>;
  /** @throws Refused unless the actor is an administrator, Conflict where the name is taken */
  addServer(actor: Actor, server: NewDicomwebServer): Promise<{ id: string }>;
  /** @throws Refused, NotFound */
  removeServer(actor: Actor, id: string, reason: string): Promise<void>;
  /** @throws Conflict where the server cannot be used */
  search(
    actor: Actor,
    study: StudyId,
    server: string,
    query: ServerQuery,
  ): Promise<{ matches: PullCandidate[]; more: boolean }>;
  /** All or none. @throws Conflict */
  order(actor: Actor, study: StudyId, server: string, studies: readonly PulledStudy[]): Promise<{ cases: CaseId[] }>;
}
