import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoadedModel } from './activity-deps.js';

/** The network's runtime is loaded with the first model: a server that runs none does without it. */
const inference = () => import('@lectern/inference');

/** The installation has no such model version. */
export class UnknownModel extends Error {
  override readonly name = 'UnknownModel';
  constructor(model: string, version: string, folder: string) {
    super(
      `There is no model ${model} ${version} in ${folder}. Copy its package there, or name another in the protocol.`,
    );
  }
}

/** The model packages of a folder, one folder each; a package is loaded once and kept. */
export class ModelFolder {
  private readonly loaded = new Map<string, Promise<LoadedModel>>();

  constructor(private readonly folder: string) {}

  /** @throws UnknownModel, ModelPackageError */
  load(model: string, version: string): Promise<LoadedModel> {
    const name = `${model}@${version}`;
    const known = this.loaded.get(name);
    if (known) return known;
    const loading = this.find(model, version).then(loaded);
    this.loaded.set(name, loading);
    loading.catch(() => this.loaded.delete(name)); // the package may be mended meanwhile
    return loading;
  }

  private async find(model: string, version: string): Promise<string> {
    const { modelManifestSchema } = await inference();
    const entries = await readdir(this.folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isDirectory())) {
      const path = join(this.folder, entry.name);
      const text = await readFile(join(path, 'model.json'), 'utf8').catch(() => null);
      const manifest = text === null ? null : modelManifestSchema.safeParse(parsed(text));
      if (manifest?.success && manifest.data.id === model && manifest.data.version === version) return path;
    }
    throw new UnknownModel(model, version, this.folder);
  }
}

async function loaded(path: string): Promise<LoadedModel> {
  const { loadModelPackage, runCase } = await inference();
  const model = await loadModelPackage(path);
  return {
    manifest: model.manifest,
    sha256: model.sha256,
    run: (stacks) => runCase(model, stacks, { probabilities: true }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
