import { json, type Database } from '../database.js';
import type { Case, CaseState, IntakeNode, IntakeToken, SourceImage, StudyCase } from '../generated/prisma/client.js';

/** A known image with the case that has it. */
export interface KnownImage {
  readonly caseId: string;
  readonly uidKey: string;
  readonly contentKey: string;
  readonly state: CaseState;
  /** Studies that list the case, each with its own name of it. */
  readonly listed: readonly { readonly studyId: string; readonly sourceLabel: string }[];
}

/** A way in that is open: a token or a node, and the study it leads to. */
export type OpenDoor = Pick<IntakeToken, 'id' | 'studyId' | 'name'>;

/** How images come in one by one: what is known of them, the cases they become, and who may send. */
export class ArrivalRepository {
  constructor(private readonly db: Database) {}

  async knownImages(uidKeys: readonly string[]): Promise<KnownImage[]> {
    const rows = await this.db.sourceImage.findMany({
      where: { uidKey: { in: [...uidKeys] } },
      include: { case: { select: { state: true, studies: { select: { studyId: true, sourceLabel: true } } } } },
    });
    return rows.map(({ caseId, uidKey, contentKey, case: { state, studies } }) => ({
      ...{ caseId, uidKey, contentKey, state },
      listed: studies,
    }));
  }

  imagesOf(caseId: string): Promise<SourceImage[]> {
    return this.db.sourceImage.findMany({ where: { caseId }, orderBy: { file: 'asc' } });
  }

  /** Of an image that a case has twice, the first stays. */
  async addImages(images: readonly SourceImage[]): Promise<void> {
    await this.db.sourceImage.createMany({ data: [...images], skipDuplicates: true });
  }

  /** Arrivals of one examination to one study wait for each other until the transaction ends. */
  async lockExamination(studyId: string, sourceKey: string): Promise<void> {
    await this.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${studyId} ${sourceKey}`}, 0))`;
  }

  /** The newest case of an examination in a study that came image by image and was not refused. */
  ofExamination(studyId: string, sourceKey: string): Promise<Case | null> {
    return this.db.case.findFirst({
      where: { sourceKey, state: { not: 'refused' }, studies: { some: { studyId } } },
      orderBy: { receivedAt: 'desc' },
    });
  }

  /** Those of the examinations that a study has, unless they were refused. */
  async examinationsOf(studyId: string, sourceKeys: readonly string[]): Promise<Set<string>> {
    const rows = await this.db.case.findMany({
      where: { sourceKey: { in: [...sourceKeys] }, state: { not: 'refused' }, studies: { some: { studyId } } },
      select: { sourceKey: true },
    });
    return new Set(rows.flatMap(({ sourceKey }) => sourceKey ?? []));
  }

  async begin(id: string, sourceKey: string, at: Date): Promise<Case> {
    return this.db.case.create({ data: { id, sourceKey, receivedAt: at, lastFileAt: at } });
  }

  async noteFiles(id: string, files: number, at: Date): Promise<void> {
    await this.db.case.update({ where: { id }, data: { files, lastFileAt: at } });
  }

  async noteLeftOut(id: string, leftOut: readonly object[]): Promise<void> {
    await this.db.case.update({ where: { id }, data: { leftOut: json(leftOut) } });
  }

  /** Cases of a study that came image by image, newest first. */
  ofStudy(studyId: string): Promise<(StudyCase & { case: Case })[]> {
    return this.db.studyCase.findMany({
      where: { studyId, case: { sourceKey: { not: null } } },
      include: { case: true },
      orderBy: { number: 'desc' },
    });
  }

  /** Cases that come in image by image, the one that has waited longest first. */
  open(): Promise<Case[]> {
    return this.db.case.findMany({
      where: { state: 'receiving', sourceKey: { not: null }, lastFileAt: { not: null }, pull: null },
      orderBy: { lastFileAt: 'asc' },
    });
  }

  /** Cases whose files are all there and which wait to be taken in, oldest first. */
  async waiting(except: readonly string[], limit: number): Promise<string[]> {
    const rows = await this.db.case.findMany({
      where: { state: 'received', id: { notIn: [...except] } },
      orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
      take: limit,
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /** Those of the cases that still wait to be fetched or taken in. */
  async stillWaiting(ids: readonly string[]): Promise<string[]> {
    const rows = await this.db.case.findMany({
      where: {
        id: { in: [...ids] },
        OR: [{ state: 'received' }, { state: 'receiving', pull: { isNot: null } }],
      },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  async createToken(token: Omit<IntakeToken, 'lastUsedAt' | 'revokedAt'>): Promise<void> {
    await this.db.intakeToken.create({ data: token });
  }

  tokensOf(studyId: string): Promise<IntakeToken[]> {
    return this.db.intakeToken.findMany({ where: { studyId }, orderBy: { createdAt: 'asc' } });
  }

  /** @returns whether there was one to revoke */
  async revokeToken(studyId: string, id: string, revokedAt: Date): Promise<boolean> {
    const { count } = await this.db.intakeToken.updateMany({
      where: { id, studyId, revokedAt: null },
      data: { revokedAt },
    });
    return count > 0;
  }

  tokenByHash(tokenHash: string): Promise<IntakeToken | null> {
    return this.db.intakeToken.findFirst({ where: { tokenHash, revokedAt: null } });
  }

  async openNode(node: Omit<IntakeNode, 'callers' | 'lastUsedAt' | 'closedAt'> & { callers: object }): Promise<void> {
    await this.db.intakeNode.create({ data: { ...node, callers: json(node.callers) } });
  }

  nodesOf(studyId: string): Promise<IntakeNode[]> {
    return this.db.intakeNode.findMany({ where: { studyId }, orderBy: { createdAt: 'asc' } });
  }

  nodeByTitle(aeTitle: string): Promise<IntakeNode | null> {
    return this.db.intakeNode.findFirst({ where: { aeTitle, closedAt: null } });
  }

  /** @returns whether there was one to close */
  async closeNode(studyId: string, id: string, closedAt: Date): Promise<boolean> {
    const { count } = await this.db.intakeNode.updateMany({
      where: { id, studyId, closedAt: null },
      data: { closedAt },
    });
    return count > 0;
  }

  /** Notes when a door was last gone through. */
  async noteUse(id: string, lastUsedAt: Date): Promise<void> {
    await this.db.intakeToken.updateMany({ where: { id }, data: { lastUsedAt } });
    await this.db.intakeNode.updateMany({ where: { id }, data: { lastUsedAt } });
  }
}
