import { streamsOf } from './codecs/fragments.js';
import { decimal, elementOf } from './builder.js';
import type { Dataset, Element, Tag } from './dataset.js';
import { mrImageStorage } from './admission.js';
import type { Part10 } from './part10.js';
import { DicomRefusedError } from './refusal.js';
import { derivedUid } from './uid.js';
import { itemsOf, numberOf, numbersOf, textOf } from './values.js';

export const enhancedMrImageStorage = '1.2.840.10008.5.1.4.1.1.4.1';

const sharedGroups = '52009229';
const framesGroups = '52009230';
const frameContent = '00209111';

/** Functional group macros (PS3.3, C.7.6.16 and C.8.13.5) whose attributes a classic MR image has at its top. */
const macros: readonly Tag[] = [
  '00289110', // Pixel Measures
  '00209113', // Plane Position (Patient)
  '00209116', // Plane Orientation (Patient)
  '00289132', // Frame VOI LUT
  '00289145', // Pixel Value Transformation
  '00189112', // MR Timing and Related Parameters
];

/** What an enhanced object says otherwise than a classic one, or of all its frames together. */
const leftOut = new Set<Tag>([
  sharedGroups,
  framesGroups,
  '00280008',
  '7FE00001',
  '7FE00002',
  '7FE00010',
  '00209221',
  '00209222',
]);

/** True for an object whose frames are described by functional groups and can be taken apart. */
export function isEnhancedMr(dataset: Dataset): boolean {
  return textOf(dataset, '00080016') === enhancedMrImageStorage;
}

/**
 * Takes an Enhanced MR Image apart into classic MR images, one a frame, each with the attributes of its frame at its
 * top. SOP Instance UIDs follow from that of the object and the number of the frame; frames of another Stack ID than
 * the first form series of their own.
 *
 * @throws DicomRefusedError `frames` where the frames and their descriptions do not agree
 */
export function classicImages(part10: Part10): Part10[] {
  const { dataset } = part10;
  const perFrame = itemsOf(dataset, framesGroups);
  const count = numberOf(dataset, '00280008') ?? 1;
  if (perFrame.length !== count || count < 1) throw disagreeing(framesGroups);
  const pixels = pixelElements(dataset, count);
  const [shared = new Map<Tag, Element>()] = itemsOf(dataset, sharedGroups);
  const stacks = perFrame.map(stackIdOf);
  const top = [...dataset].filter(([tag]) => !leftOut.has(tag));
  return perFrame.map((own, frame) => {
    const elements = new Map(top);
    for (const group of [shared, own]) for (const [tag, element] of flattened(group)) elements.set(tag, element);
    for (const element of identityOf(dataset, frame, stacks)) elements.set(element.tag, element);
    elements.set('7FE00010', pixels[frame] as Element);
    return { ...part10, dataset: elements };
  });
}

function flattened(group: Dataset): Map<Tag, Element> {
  const flat = new Map(
    macros.flatMap((macro) =>
      itemsOf(group, macro)
        .slice(0, 1)
        .flatMap((item) => [...item]),
    ),
  );
  const [echo] = itemsOf(group, '00189114'); // MR Echo
  const echoTime = echo && numberOf(echo, '00189082');
  if (echoTime !== undefined) flat.set('00180081', elementOf('00180081', 'DS', decimal(echoTime)));
  const type = itemsOf(group, '00189226')[0]?.get('00089007'); // MR Image Frame Type
  if (type) flat.set('00080008', { ...type, tag: '00080008' });
  return flat;
}

function identityOf(dataset: Dataset, frame: number, stacks: readonly string[]): Element[] {
  const series = textOf(dataset, '0020000E') ?? '';
  const stack = stacks[frame] ?? '';
  const seriesUid = stack === stacks[0] ? series : derivedUid('stack of enhanced series', series, stack);
  return [
    elementOf('00080016', 'UI', mrImageStorage),
    elementOf(
      '00080018',
      'UI',
      derivedUid('frame of enhanced image', textOf(dataset, '00080018') ?? '', String(frame)),
    ),
    elementOf('0020000E', 'UI', seriesUid),
    elementOf('00200013', 'IS', frame + 1),
  ];
}

function stackIdOf(group: Dataset): string {
  const [content] = itemsOf(group, frameContent);
  return (content && textOf(content, '00209056')) ?? '';
}

/** Pixel data of each frame, as a single-frame image would hold it. */
function pixelElements(dataset: Dataset, count: number): Element[] {
  const element = dataset.get('7FE00010');
  if (element?.kind === 'fragments') {
    return streamsOf(element, count, numbersOf(dataset, '7FE00001')).map((stream) => ({
      ...element,
      offsets: new Uint8Array(0),
      fragments: [stream],
    }));
  }
  if (element?.kind !== 'value') throw disagreeing('7FE00010');
  const [rows = 0, columns = 0, bits = 0] = ['00280010', '00280011', '00280100'].map((tag) => numberOf(dataset, tag));
  const length = (rows * columns * bits) / 8;
  const whole = length * count;
  if (length < 1 || element.bytes.length < whole || element.bytes.length > whole + 1) throw disagreeing('7FE00010');
  return Array.from({ length: count }, (_, frame) => ({
    ...element,
    bytes: element.bytes.subarray(frame * length, (frame + 1) * length),
  }));
}

function disagreeing(tag: Tag): DicomRefusedError {
  return new DicomRefusedError({
    code: 'frames',
    tag,
    rule: 'A multi-frame image must hold and describe as many frames as it announces.',
    remedy: 'Export the series again, as classic single-frame images where that is offered.',
  });
}
