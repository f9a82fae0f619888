import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inferenceStackOf } from '@lectern/conduct';
import { code, parseInstance, stacksOf, writeSegmentation } from '@lectern/dicom';
import { type ModelPackage, runCase } from '@lectern/inference';

export interface Measured {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly score: number;
}

/** One examination from its DICOM files to the bytes of its segmentations; how long that took, how much of a processor, and its score. */
export async function inferExamination(model: ModelPackage, folder: string): Promise<Measured> {
  const started = performance.now();
  const before = process.cpuUsage();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const stacks = stacksOf(files.map((file) => parseInstance(readFileSync(join(file.parentPath, file.name)))));
  const result = await runCase(model, stacks.map(inferenceStackOf));
  stacks.forEach(({ instances }, at) => {
    const masks = new Map(
      instances.map(({ uids }, slice) => [uids.sopInstanceUid, result.stacks[at]?.masks[slice] ?? new Uint8Array()]),
    );
    writeSegmentation({
      images: instances,
      masks,
      segment: {
        label: 'GMH-IVH',
        category: code.abnormalStructure,
        type: code.haemorrhage,
        algorithm: { name: model.manifest.id, version: model.manifest.version },
        cielab: [34_885, 53_485, 50_171],
      },
      contentDate: '20260115',
      contentTime: '101500',
    });
  });
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - started) / 1000,
    processorSeconds: (user + system) / 1e6,
    score: result.caseScore,
  };
}
