/** A read as far as images are concerned: its case, and the model version whose objects its condition shows. */
export interface ReadImages {
  readonly caseId: string;
  readonly ai: { readonly model: string; readonly version: string; readonly shows: readonly string[] } | null;
}

/** Images that are made by a model; each is shown where the condition shows it, and nowhere else. */
export const aiObjectKinds = ['segmentation', 'heat-map'] as const;
export type AiObjectKind = (typeof aiObjectKinds)[number];

/** What an image request asks for. */
export type ImageResource =
  | { readonly kind: 'source'; readonly caseId: string }
  | { readonly kind: AiObjectKind; readonly caseId: string; readonly model: string; readonly version: string };

/**
 * Whether a reader may have an image now: those of the open read in its condition, and of the one after it in the same session, so that
 * the page can load them ahead. Nothing else, and nothing while no read is open.
 */
export function mayReach(open: ReadImages | null, next: ReadImages | null, resource: ImageResource): boolean {
  if (!open) return false;
  return [open, next].some((read) => read !== null && shows(read, resource));
}

function shows(read: ReadImages, resource: ImageResource): boolean {
  if (read.caseId !== resource.caseId) return false;
  if (resource.kind === 'source') return true;
  return (
    read.ai !== null &&
    read.ai.model === resource.model &&
    read.ai.version === resource.version &&
    read.ai.shows.includes(resource.kind)
  );
}
