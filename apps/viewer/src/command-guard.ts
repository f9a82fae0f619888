import type { ViewerCommand } from '@lectern/contracts';

/**
 * The viewer's half of the message contract, by hand: the files of this folder are loaded without a bundler, so zod is not at hand.
 * `command-guard.spec.ts` holds it against the schema of `libs/contracts`.
 */
type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isInteger: Check = (value) => Number.isSafeInteger(value);
const isBoolean: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
const textOf =
  (min: number, max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length >= min && value.length <= max;
const isUid: Check = (value) => textOf(1, 64)(value) && /^[0-9]+(\.[0-9]+)*$/.test(value as string);
const both =
  (first: Check, second: (value: number) => boolean): Check =>
  (value) =>
    first(value) && second(value as number);
const listOf =
  (item: Check, min: number, max: number): Check =>
  (value) =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(item);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

/** An object with these members and no other. */
const shape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const record = value as Readonly<Record<string, unknown>>;
    return (
      Object.keys(record).every((key) => key in members) &&
      Object.entries(members).every(([key, check]) => check(record[key]))
    );
  };

const isOrientation = oneOf('axial', 'coronal', 'sagittal');
const isMarkTool = oneOf('point', 'ellipse', 'box', 'mask');
const isToken = textOf(1, 64);
const isOpacity = both(isNumber, (value) => value >= 0 && value <= 1);
const isPoint: Check = listOf(isNumber, 3, 3);
const window = { width: both(isNumber, (value) => value > 0), center: isNumber };
const word = textOf(0, 40);
const overlay = { visible: isBoolean, opacity: isOpacity };

const isStack = shape({
  orientation: isOrientation,
  seriesInstanceUid: isUid,
  segmentationSeriesInstanceUid: optional(isUid),
  heatMapSeriesInstanceUid: optional(isUid),
});

const isMark = shape({
  id: isToken,
  tool: isMarkTool,
  orientation: isOrientation,
  seriesInstanceUid: isUid,
  sopInstanceUid: isUid,
  points: listOf(isPoint, 1, 400),
  atMillis: both(isNumber, (value) => value >= 0),
  label: optional(textOf(0, 20)),
});

const images = { caseToken: isToken, studyInstanceUid: isUid, stacks: listOf(isStack, 1, 3) };
const marks = listOf(isMark, 0, 200);

const COMMANDS: Readonly<Record<ViewerCommand['type'], Readonly<Record<string, Check>>>> = {
  'open-case': {
    ...images,
    overlay: optional(shape(overlay)),
    window: optional(shape(window)),
    slices: optional(listOf(isUid, 0, 3)),
    marks: optional(marks),
  },
  prefetch: images,
  'lay-overlay': { ...images, overlay: shape(overlay) },
  'close-case': {},
  release: { studyInstanceUid: isUid },
  'set-tool': {
    tool: oneOf('window', 'pan', 'zoom', 'scroll', 'crosshair', 'length', 'point', 'ellipse', 'box', 'mask'),
  },
  'set-layout': { layout: oneOf('row', 'focus', 'single'), focus: optional(isOrientation) },
  'set-overlay': overlay,
  'set-window': window,
  'stored-window': {},
  'reset-view': {},
  scroll: { by: isInteger, orientation: optional(isOrientation) },
  'step-stack': { by: oneOf(1, -1) },
  'show-slice': { sopInstanceUid: isUid },
  'set-reference-lines': { visible: isBoolean },
  'restore-marks': { caseToken: isToken, marks },
  'remove-mark': { caseToken: isToken, mark: isToken },
  'label-mark': { caseToken: isToken, mark: isToken, label: textOf(0, 20) },
  'clear-marks': { caseToken: isToken },
  'clear-lengths': {},
  'set-words': {
    language: textOf(2, 35),
    words: shape({ axial: word, coronal: word, sagittal: word, approximate: word }),
  },
};

const CHECKS = new Map(
  Object.entries(COMMANDS).map(([type, members]) => [
    type,
    shape({ lectern: oneOf('to-viewer'), protocol: oneOf(1), type: oneOf(type), ...members }),
  ]),
);

/** Whether a message is a command of this protocol version, whole and with nothing added. */
export function isViewerCommand(data: unknown): data is ViewerCommand {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  return typeof type === 'string' && (CHECKS.get(type)?.(data) ?? false);
}
