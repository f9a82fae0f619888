import type { CaseWithStacks, Records } from '@lectern/records';
import type { IntakeProblem } from '../activities/quarantine.js';
import { otherContent, imageStanding } from './standing.js';

/** Images of a case whose UID the installation knows with other content, or which another case of the study has as they are. */
export async function sourceProblems({ read }: Records, { id }: CaseWithStacks): Promise<IntakeProblem[]> {
  const images = await read.arrivals.imagesOf(id);
  const known = await read.arrivals.knownImages(images.map(({ uidKey }) => uidKey));
  const [study] = await read.studies.withCase(id);
  return images.flatMap((image): IntakeProblem[] => {
    const standing = imageStanding(image, known, study?.id ?? '', id);
    if (standing === 'new') return [];
    const { tag, rule, remedy } = standing === 'other-content' ? otherContent : twice;
    return [{ severity: 'refused', file: image.file, stack: null, tag, rule, remedy }];
  });
}

const twice = {
  tag: '00080018',
  rule: 'Another case of this study has this image.',
  remedy: 'Leave one of the two cases out.',
};
