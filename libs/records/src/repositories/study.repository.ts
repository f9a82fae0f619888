import type { Role } from '@lectern/contracts';
import { fieldsOf, json, type Database } from '../database.js';
import type { ProtocolVersion, Study, StudyFreeze, StudyLock, StudyPhase, User } from '../generated/prisma/client.js';

export type StudyWithRoles = Study & { readonly roles: Role[] };

/** A person of a study who has the other part, of reading and of setting the truth, in another study of some of the same patients. */
export interface CrossedPart {
  readonly name: string;
  /** In this study. */
  readonly role: Extract<Role, 'reader' | 'truther'>;
  /** Title of the other. */
  readonly otherStudy: string;
  /** Patients whose cases are in both. */
  readonly patients: number;
}

/** Studies: who may do what in them, their protocol and what was frozen. */
export class StudyRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<Study | null> {
    return this.db.study.findUnique({ where: { id } });
  }

  /** Nobody else changes the study until this act commits. */
  async lock(id: string): Promise<Study | null> {
    const [row] = await this.db.$queryRaw<object[]>`SELECT * FROM study WHERE id = ${id} FOR UPDATE`;
    return row ? fieldsOf<Study>(row) : null;
  }

  /** The study's phase stays what it is until this act commits; others may hold it so too. */
  async hold(id: string): Promise<Study | null> {
    const [row] = await this.db.$queryRaw<object[]>`SELECT * FROM study WHERE id = ${id} FOR SHARE`;
    return row ? fieldsOf<Study>(row) : null;
  }

  /** Persons are the same by account, or by e-mail where both accounts have one. Whoever left a panel has set truth all the same. */
  crossedParts(id: string): Promise<CrossedPart[]> {
    return this.db.$queryRaw<CrossedPart[]>`
      WITH patient AS (
        SELECT DISTINCT listed.study_id, known.patient_key
        FROM study_case listed JOIN "case" known ON known.id = listed.case_id
        WHERE known.patient_key IS NOT NULL
      ), part AS (
        SELECT study_id, user_id, role FROM membership
        UNION SELECT study_id, user_id, 'truther' FROM truthing_member
      )
      SELECT person.name, own.role::text AS role, other_study.title AS "otherStudy", (
        SELECT count(*)::int FROM patient a JOIN patient b ON a.patient_key = b.patient_key
        WHERE a.study_id = own.study_id AND b.study_id = other.study_id
      ) AS patients
      FROM part own
      JOIN user_account person ON person.id = own.user_id
      JOIN user_account twin ON twin.id = person.id OR lower(twin.email) = lower(person.email)
      JOIN part other ON other.user_id = twin.id AND other.study_id <> own.study_id
      JOIN study other_study ON other_study.id = other.study_id
      WHERE own.study_id = ${id}
        AND ((own.role = 'reader' AND other.role = 'truther') OR (own.role = 'truther' AND other.role = 'reader'))
        AND EXISTS (
          SELECT 1 FROM patient a JOIN patient b ON a.patient_key = b.patient_key
          WHERE a.study_id = own.study_id AND b.study_id = other.study_id
        )
      ORDER BY person.name, other_study.title`;
  }

  create(study: Pick<Study, 'id' | 'title' | 'createdAt' | 'createdById' | 'casesFromId'>): Promise<Study> {
    return this.db.study.create({ data: study });
  }

  async setPhase(id: string, phase: StudyPhase, lockedAt?: Date): Promise<void> {
    await this.db.study.update({ where: { id }, data: { phase, ...(lockedAt ? { lockedAt } : {}) } });
  }

  async rename(id: string, title: string): Promise<void> {
    await this.db.study.update({ where: { id }, data: { title } });
  }

  async addMember(studyId: string, userId: string, role: Role, createdAt: Date): Promise<void> {
    await this.db.membership.createMany({ data: [{ studyId, userId, role, createdAt }], skipDuplicates: true });
  }

  async removeMember(studyId: string, userId: string, role: Role): Promise<void> {
    await this.db.membership.deleteMany({ where: { studyId, userId, role } });
  }

  async rolesOf(studyId: string, userId: string): Promise<Role[]> {
    return (await this.db.membership.findMany({ where: { studyId, userId } })).map(({ role }) => role);
  }

  /** The same of the person, under whatever account, and of one whose seat in the panel another took: the same by e-mail where both accounts have one. */
  async partsOf(studyId: string, userId: string): Promise<Role[]> {
    const parts = await this.db.$queryRaw<{ role: Role }[]>`
      WITH twin AS (
        SELECT other.id FROM user_account person
        JOIN user_account other ON other.id = person.id OR lower(other.email) = lower(person.email)
        WHERE person.id = ${userId}
      )
      SELECT role FROM membership WHERE study_id = ${studyId} AND user_id IN (SELECT id FROM twin)
      UNION SELECT 'truther' FROM truthing_member WHERE study_id = ${studyId} AND user_id IN (SELECT id FROM twin)`;
    return parts.map(({ role }) => role);
  }

  /** Who has which roles in a study, in the order in which they came. */
  async members(studyId: string): Promise<{ user: User; roles: Role[] }[]> {
    const rows = await this.db.membership.findMany({
      where: { studyId },
      include: { user: true },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }, { role: 'asc' }],
    });
    return [...Map.groupBy(rows, ({ userId }) => userId).values()].flatMap((own) =>
      own[0] ? [{ user: own[0].user, roles: own.map(({ role }) => role) }] : [],
    );
  }

  /** The studies in which a person has a role, newest first. */
  async ofPerson(userId: string): Promise<StudyWithRoles[]> {
    const studies = await this.db.study.findMany({
      where: { memberships: { some: { userId } } },
      include: { memberships: { where: { userId } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    return studies.map(({ memberships, ...study }) => ({ ...study, roles: memberships.map(({ role }) => role) }));
  }

  async addProtocol(
    version: Omit<ProtocolVersion, 'document' | 'reason' | 'postHoc'> &
      Partial<Pick<ProtocolVersion, 'reason' | 'postHoc'>> & { document: object },
  ): Promise<void> {
    await this.db.protocolVersion.create({ data: { ...version, document: json(version.document) } });
  }

  /** The newest version. @throws where the study has none, which no act leaves behind */
  protocol(studyId: string): Promise<ProtocolVersion> {
    return this.db.protocolVersion.findFirstOrThrow({ where: { studyId }, orderBy: { version: 'desc' } });
  }

  /** By what the newest version is known. */
  async protocolHash(studyId: string): Promise<string> {
    const where = { where: { studyId }, orderBy: { version: 'desc' }, select: { hash: true } } as const;
    return (await this.db.protocolVersion.findFirstOrThrow(where)).hash;
  }

  /** Every version of a study's protocol, the first first. */
  protocolVersions(studyId: string): Promise<ProtocolVersion[]> {
    return this.db.protocolVersion.findMany({ where: { studyId }, orderBy: { version: 'asc' } });
  }

  freezeOf(studyId: string): Promise<StudyFreeze | null> {
    return this.db.studyFreeze.findUnique({ where: { studyId } });
  }

  async freeze(
    freeze: Omit<StudyFreeze, 'manifest' | 'schedule'> & { manifest: object; schedule: object },
  ): Promise<void> {
    await this.db.studyFreeze.create({
      data: { ...freeze, manifest: json(freeze.manifest), schedule: json(freeze.schedule) },
    });
  }

  lockOf(studyId: string): Promise<StudyLock | null> {
    return this.db.studyLock.findUnique({ where: { studyId } });
  }

  async addLock(lock: Omit<StudyLock, 'manifest'> & { manifest: object }): Promise<void> {
    await this.db.studyLock.create({ data: { ...lock, manifest: json(lock.manifest) } });
  }

  /** Studies that wait for something of this case. */
  async withCase(caseId: string): Promise<Study[]> {
    return this.db.study.findMany({ where: { cases: { some: { caseId } } }, orderBy: { id: 'asc' } });
  }
}
