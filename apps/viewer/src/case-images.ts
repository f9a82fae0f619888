import type { ViewerStack } from '@lectern/contracts';
import type { CornerstoneCore } from './cornerstone.js';
import { fetchSlices } from './dicomweb.js';
import type { ImageMetadata } from './image-metadata.js';
import type { Slice } from './slice.js';

/** A stack whose slices are known; their pixels may still be on the way. */
export interface LoadedStack extends ViewerStack {
  readonly slices: readonly Slice[];
}

export interface CaseRequest {
  readonly studyInstanceUid: string;
  readonly stacks: readonly ViewerStack[];
}

/** The images of the cases at hand: the open one and the next. What is released is forgotten altogether. */
export class CaseImages {
  private readonly series = new Map<string, Promise<readonly Slice[]>>();

  constructor(
    private readonly cornerstone: CornerstoneCore,
    private readonly metadata: ImageMetadata,
  ) {}

  /** The stacks of a case, each with its slices; asked again, they are there at once. A failure is not remembered. */
  async stacks({ studyInstanceUid, stacks }: CaseRequest): Promise<readonly LoadedStack[]> {
    return Promise.all(
      stacks.map(async (stack) => ({ ...stack, slices: await this.slices(studyInstanceUid, stack.seriesInstanceUid) })),
    );
  }

  /** Loads and decodes all slices, those in the middle of their stacks first, and returns how many there are. */
  async loadPixels(stacks: readonly LoadedStack[], requestType: 'interaction' | 'prefetch'): Promise<number> {
    const ordered = stacks.flatMap(({ slices }) => fromTheMiddle(slices)).toSorted((a, b) => a.distance - b.distance);
    const options = { requestType, priority: 0 };
    await Promise.all(
      ordered.map(({ slice }) => this.cornerstone.imageLoader.loadAndCacheImage(slice.imageId, options)),
    );
    for (const { slices } of stacks) if (!this.isKept(slices)) this.forget(slices); // released while they were on the way
    return ordered.length;
  }

  /** Forgets every study but these; returns the studies forgotten. */
  async releaseAllBut(kept: ReadonlySet<string>): Promise<readonly string[]> {
    const forgotten = new Set<string>();
    for (const [key, loading] of this.series) {
      const study = studyOf(key);
      if (kept.has(study)) continue;
      this.series.delete(key);
      forgotten.add(study);
      this.forget(await loading.catch(() => []));
    }
    return [...forgotten];
  }

  private slices(study: string, series: string): Promise<readonly Slice[]> {
    const key = `${study}/${series}`;
    const known = this.series.get(key);
    if (known) return known;
    const loading = fetchSlices(study, series).then((slices) => {
      if (this.series.get(key) === loading) this.metadata.add(slices);
      return slices;
    });
    loading.catch(() => this.series.delete(key));
    this.series.set(key, loading);
    return loading;
  }

  private isKept([first]: readonly Slice[]): boolean {
    return first !== undefined && this.series.has(`${first.studyInstanceUid}/${first.seriesInstanceUid}`);
  }

  private forget(slices: readonly Slice[]): void {
    for (const { imageId } of slices) {
      if (this.cornerstone.cache.getImageLoadObject(imageId)) {
        this.cornerstone.cache.removeImageLoadObject(imageId, { force: true });
      }
    }
    this.metadata.remove(slices);
  }
}

const studyOf = (key: string): string => key.slice(0, key.indexOf('/'));

function fromTheMiddle(slices: readonly Slice[]): readonly { slice: Slice; distance: number }[] {
  const middle = middleIndex(slices.length);
  return slices.map((slice, index) => ({ slice, distance: Math.abs(index - middle) }));
}

/** A stack is opened here: its ends are nearly empty. */
export const middleIndex = (count: number): number => Math.floor(count / 2);
