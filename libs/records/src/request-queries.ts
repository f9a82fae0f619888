import type pg from 'pg';
import type { PersonKind, Role, StudyPhase } from './generated/prisma/client.js';

/** A session that is neither ended nor expired, and whose it is. */
export interface SignedInPerson {
  readonly session: string;
  readonly firstPasswordUntil: Date | null;
  readonly user: string;
  readonly name: string;
  readonly kind: PersonKind;
  readonly administrator: boolean;
}

export interface OpenReadImages {
  readonly readId: string;
  readonly studyId: string;
  readonly caseId: string;
  /** Of the stage that is shown. */
  readonly condition: string;
  readonly next: { readonly caseId: string; readonly condition: string } | null;
}

/**
 * What is asked at every request, hundreds of times a second while a page loads its images. Each is one prepared statement on what is committed, without the client
 * that the repositories are made of, which takes several times as long for it.
 */
export class RequestQueries {
  constructor(private readonly pool: pg.Pool) {}

  /** Who is signed in by a token, known here by its hash alone. */
  async signedIn(tokenHash: string, now: Date): Promise<SignedInPerson | null> {
    const [row] = await this.ask<SignedInPerson>(
      'signed-in',
      `SELECT a.id AS session, a.first_password_until AS "firstPasswordUntil", u.id AS "user", u.name, u.kind, u.administrator
       FROM auth_session a JOIN user_account u ON u.id = a.user_id
       WHERE a.token_hash = $1 AND a.ended_at IS NULL AND a.expires_at > $2`,
      [tokenHash, now],
    );
    return row ?? null;
  }

  async rolesOf(study: string, user: string): Promise<Role[]> {
    const rows = await this.ask<{ role: Role }>(
      'roles-of',
      'SELECT role FROM membership WHERE study_id = $1 AND user_id = $2',
      [study, user],
    );
    return rows.map(({ role }) => role);
  }

  /** Null where there is no such study. */
  async phaseOf(study: string): Promise<StudyPhase | null> {
    const [row] = await this.ask<{ phase: StudyPhase }>('phase-of', 'SELECT phase FROM study WHERE id = $1', [study]);
    return row?.phase ?? null;
  }

  /** The reads that a person has open now, in studies that are being read, each with what follows it in its session. */
  async openReadsOf(user: string): Promise<OpenReadImages[]> {
    const rows = await this.ask<
      Omit<OpenReadImages, 'next'> & { nextCase: string | null; nextCondition: string | null }
    >(
      'open-reads-of',
      `SELECT r.id AS "readId", s.id AS "studyId", r.case_id AS "caseId",
              coalesce(r.stages[r.stage], r.condition) AS condition,
              n.case_id AS "nextCase", n.condition AS "nextCondition"
       FROM study_reader sr
       JOIN study s ON s.id = sr.study_id AND s.phase = 'reading'
       JOIN "read" r ON r.reader_id = sr.id AND r.state = 'open'
       LEFT JOIN LATERAL (
         SELECT case_id, coalesce(stages[stage], condition) AS condition FROM "read"
         WHERE session_id = r.session_id AND state = 'waiting' ORDER BY position LIMIT 1) n ON true
       WHERE sr.user_id = $1 AND sr.state <> 'withdrawn'`,
      [user],
    );
    return rows.map(({ nextCase, nextCondition, ...read }) => ({
      ...read,
      next: nextCase !== null && nextCondition !== null ? { caseId: nextCase, condition: nextCondition } : null,
    }));
  }

  private async ask<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }
}
