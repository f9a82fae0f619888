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

/** What a request for images of a DICOM study is judged by, as it stands now. */
export interface ImageStanding {
  readonly studyUid: string;
  /** Whether a case is served under this UID: it was taken in, and not refused since. */
  readonly served: boolean;
  /** Whether the person coordinates a study that has this case, or sets its truth. */
  readonly managed: boolean;
  /** The reads that the person has open, in studies that are being read, each with what follows it in its session. */
  readonly reads: readonly OpenReadImages[];
}

/** Of a person `u` and a case `c`, if there is one. */
const imageStanding = `
  coalesce(c.state IN ('stored', 'ready'), false) AS served,
  EXISTS (
    SELECT 1 FROM study_case sc
    JOIN membership m ON m.study_id = sc.study_id AND m.user_id = u.id AND m.role IN ('coordinator', 'truther')
    WHERE sc.case_id = c.id) AS managed,
  (SELECT coalesce(json_agg(json_build_object(
            'readId', r.id, 'studyId', s.id, 'caseId', r.case_id, 'condition', coalesce(r.stages[r.stage], r.condition),
            'next', n.next)), '[]')
   FROM study_reader sr
   JOIN study s ON s.id = sr.study_id AND s.phase = 'reading'
   JOIN "read" r ON r.reader_id = sr.id AND r.state = 'open'
   LEFT JOIN LATERAL (
     SELECT json_build_object('caseId', case_id, 'condition', coalesce(stages[stage], condition)) AS next FROM "read"
     WHERE session_id = r.session_id AND state = 'waiting' ORDER BY position LIMIT 1) n ON true
   WHERE sr.user_id = u.id AND sr.state <> 'withdrawn') AS reads`;

const signedInPerson =
  'a.id AS session, a.first_password_until AS "firstPasswordUntil", u.id AS "user", u.name, u.kind, u.administrator';
const session = 'auth_session a JOIN user_account u ON u.id = a.user_id';
const isOpen = 'a.token_hash = $1 AND a.ended_at IS NULL AND a.expires_at > $2';

/** Put together once: they are compared with what a connection has prepared at every request. */
const statements = {
  signedIn: `SELECT ${signedInPerson} FROM ${session} WHERE ${isOpen}`,
  imageVisitor: `SELECT ${signedInPerson}, ${imageStanding}
    FROM ${session} LEFT JOIN "case" c ON c.study_instance_uid = $3 WHERE ${isOpen}`,
  imageStanding: `SELECT ${imageStanding}
    FROM user_account u LEFT JOIN "case" c ON c.study_instance_uid = $2 WHERE u.id = $1`,
};

/**
 * What is asked at every request, hundreds of times a second while a page loads its images. Each is one prepared statement on what is committed, without the client
 * that the repositories are made of, which takes several times as long for it.
 */
export class RequestQueries {
  constructor(private readonly pool: pg.Pool) {}

  /** Who is signed in by a token, known here by its hash alone. */
  async signedIn(tokenHash: string, now: Date): Promise<SignedInPerson | null> {
    const [row] = await this.ask<SignedInPerson>('signed-in', statements.signedIn, [tokenHash, now]);
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

  /** Who asks for images by a token, and what that is judged by: together one look at the record. */
  async imageVisitor(
    tokenHash: string,
    now: Date,
    studyUid: string,
  ): Promise<{ person: SignedInPerson; standing: ImageStanding } | null> {
    const [row] = await this.ask<SignedInPerson & Omit<ImageStanding, 'studyUid'>>(
      'image-visitor',
      statements.imageVisitor,
      [tokenHash, now, studyUid],
    );
    if (!row) return null;
    const { served, managed, reads, ...person } = row;
    return { person, standing: { studyUid, served, managed, reads } };
  }

  /** The same of a person who is known to be signed in. */
  async imageStandingOf(user: string, studyUid: string): Promise<ImageStanding> {
    const [row] = await this.ask<Omit<ImageStanding, 'studyUid'>>('image-standing', statements.imageStanding, [
      user,
      studyUid,
    ]);
    return { studyUid, ...(row ?? { served: false, managed: false, reads: [] }) };
  }

  private async ask<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ name, text, values })).rows;
  }
}
