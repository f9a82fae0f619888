import { json, jsonOrNull, type Database } from '../database.js';
import type { AiResult, AiSegmentation, InferenceOrder, ModelVersion } from '../generated/prisma/client.js';

export type StoredAiResult = AiResult & {
  readonly modelVersion: ModelVersion;
  readonly segmentations: (AiSegmentation & { readonly stack: { readonly orientation: string } })[];
};

type OrderKey = Pick<InferenceOrder, 'caseId' | 'model' | 'version'>;

const inTurn = [{ orderedAt: 'asc' }, { caseId: 'asc' }, { model: 'asc' }, { version: 'asc' }] as const;

const whole = {
  modelVersion: true,
  segmentations: { include: { stack: { select: { orientation: true } } }, orderBy: { stackId: 'asc' } },
} as const;

/** Model versions and what they made of cases. A result is written once; a failure may be replaced by a result. */
export class AiResultRepository {
  constructor(private readonly db: Database) {}

  findModel(model: string, version: string): Promise<ModelVersion | null> {
    return this.db.modelVersion.findUnique({ where: { model_version: { model, version } } });
  }

  /** The row that is there, or a new one; content that was unknown is filled in. */
  async registerModel(model: Omit<ModelVersion, 'manifest'> & { manifest: object }): Promise<ModelVersion> {
    await this.db.modelVersion.createMany({
      data: [{ ...model, manifest: json(model.manifest) }],
      skipDuplicates: true,
    });
    const { model: name, version, sha256, manifest } = model;
    await this.db.modelVersion.updateMany({
      where: { model: name, version, sha256: 'unknown' },
      data: { sha256, manifest: json(manifest) },
    });
    return this.db.modelVersion.findUniqueOrThrow({ where: { model_version: { model: name, version } } });
  }

  async find(caseId: string, model: string, version: string): Promise<StoredAiResult | null> {
    return this.db.aiResult.findFirst({ where: { caseId, modelVersion: { model, version } }, include: whole });
  }

  async ofCases(caseIds: readonly string[]): Promise<StoredAiResult[]> {
    return this.db.aiResult.findMany({
      where: { caseId: { in: [...caseIds] } },
      include: whole,
      orderBy: [{ caseId: 'asc' }, { modelVersionId: 'asc' }],
    });
  }

  /** Whose segmentation a series is; null where it is none. */
  async findBySeries(seriesInstanceUid: string): Promise<StoredAiResult | null> {
    return this.db.aiResult.findFirst({ where: { segmentations: { some: { seriesInstanceUid } } }, include: whole });
  }

  async add(
    result: Omit<AiResult, 'detail'> & { detail: object | null },
    segmentations: readonly Omit<AiSegmentation, 'aiResultId'>[],
  ): Promise<void> {
    await this.db.aiResult.create({ data: { ...result, detail: jsonOrNull(result.detail) } });
    await this.db.aiSegmentation.createMany({
      data: segmentations.map((segmentation) => ({ ...segmentation, aiResultId: result.id })),
    });
  }

  /** Nothing where it is ordered already. */
  async order(order: InferenceOrder): Promise<void> {
    await this.db.inferenceOrder.createMany({ data: [order], skipDuplicates: true });
  }

  /** @returns whether it was ordered */
  async settleOrder(caseId: string, model: string, version: string): Promise<boolean> {
    const { count } = await this.db.inferenceOrder.deleteMany({ where: { caseId, model, version } });
    return count === 1;
  }

  /** Those of the given ones that stand. */
  async standing(orders: readonly OrderKey[]): Promise<InferenceOrder[]> {
    return this.db.inferenceOrder.findMany({ where: { OR: [...orders] }, orderBy: [...inTurn] });
  }

  /** The first that stand beside the given ones, in the order in which they came. */
  async ordered(except: readonly OrderKey[], take: number): Promise<InferenceOrder[]> {
    return this.db.inferenceOrder.findMany({ where: { NOT: { OR: [...except] } }, orderBy: [...inTurn], take });
  }

  async removeFailure(id: string): Promise<void> {
    await this.db.aiResult.deleteMany({ where: { id, state: 'failed' } });
  }
}
