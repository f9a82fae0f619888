import { type ViewerCommand, type ViewerCommandBody, viewerCommand, viewerCommandSchema } from '@lectern/contracts';
import { isViewerCommand } from './command-guard.js';

const mark = {
  id: 'm1',
  tool: 'ellipse',
  orientation: 'axial',
  seriesInstanceUid: '1.2.3',
  sopInstanceUid: '1.2.3.4',
  points: [
    [1, 2, 3],
    [1, -2, 3.5],
  ],
  atMillis: 5,
  label: '1',
} as const;

const stack = {
  orientation: 'axial',
  seriesInstanceUid: '1.2',
  segmentationSeriesInstanceUid: '1.3',
  heatMapSeriesInstanceUid: '1.4',
} as const;

/** One whole example of each command, so that every member is there to be spoilt. */
const EXAMPLES: { readonly [Type in ViewerCommand['type']]: Extract<ViewerCommandBody, { type: Type }> } = {
  'open-case': {
    type: 'open-case',
    caseToken: 't',
    studyInstanceUid: '1',
    stacks: [stack, { ...stack, orientation: 'coronal' }],
    overlay: { visible: true, opacity: 0.5 },
    window: { width: 100, center: 5 },
    slices: ['1.2.3'],
    marks: [mark as never],
  },
  prefetch: { type: 'prefetch', caseToken: 't', studyInstanceUid: '1.2', stacks: [stack] },
  'lay-overlay': {
    type: 'lay-overlay',
    caseToken: 't',
    studyInstanceUid: '1.2',
    stacks: [stack],
    overlay: { visible: true, opacity: 0.5 },
  },
  'close-case': { type: 'close-case' },
  release: { type: 'release', studyInstanceUid: '1.2' },
  'set-tool': { type: 'set-tool', tool: 'box' },
  'set-layout': { type: 'set-layout', layout: 'focus', focus: 'sagittal' },
  'set-overlay': { type: 'set-overlay', visible: false, opacity: 1 },
  'set-window': { type: 'set-window', width: 100, center: -5.5 },
  'stored-window': { type: 'stored-window' },
  'reset-view': { type: 'reset-view' },
  scroll: { type: 'scroll', by: -2, orientation: 'axial' },
  'step-stack': { type: 'step-stack', by: -1 },
  'show-slice': { type: 'show-slice', sopInstanceUid: '1.2.3' },
  'set-reference-lines': { type: 'set-reference-lines', visible: true },
  'restore-marks': { type: 'restore-marks', caseToken: 't', marks: [mark as never] },
  'remove-mark': { type: 'remove-mark', caseToken: 't', mark: 'm1' },
  'label-mark': { type: 'label-mark', caseToken: 't', mark: 'm1', label: '' },
  'clear-marks': { type: 'clear-marks', caseToken: 't' },
  'clear-lengths': { type: 'clear-lengths' },
  'set-words': {
    type: 'set-words',
    language: 'en-GB',
    words: { axial: 'Axial', coronal: 'Coronal', sagittal: 'Sagittal', approximate: 'approximate' },
  },
};

const SPOILERS: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  0.5,
  2,
  1e9,
  NaN,
  Infinity,
  '',
  '1.2',
  '1..2',
  'axial',
  'x'.repeat(65),
  '1'.repeat(65),
  [],
  {},
  [null],
  [1, 2, 3],
  Array.from({ length: 201 }, () => mark),
  Array.from({ length: 400 }, () => [1, 2, 3]),
  Array.from({ length: 401 }, () => [1, 2, 3]),
  Array.from({ length: 4 }, () => stack),
];

/** The value itself spoilt, each of its members missing or spoilt at any depth, and a member too many. */
function* spoilt(value: unknown): Generator<unknown> {
  yield* SPOILERS;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of spoilt(item)) yield value.with(index, other);
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, surplus: 1 };
    for (const [key, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
      for (const other of spoilt(item)) yield { ...value, [key]: other };
    }
  }
}

describe.each(Object.values(EXAMPLES))('the command $type', (body) => {
  const command = viewerCommand(body);

  test('is understood', () => {
    expect(viewerCommandSchema.safeParse(command).success).toBe(true);
    expect(isViewerCommand(command)).toBe(true);
  });

  test('is judged by the guard as by the contract, however it is spoilt', () => {
    const verdicts = [...spoilt(command)].map((message) => ({
      message,
      guard: isViewerCommand(message),
      contract: viewerCommandSchema.safeParse(message).success,
    }));
    expect(verdicts.filter(({ guard, contract }) => guard !== contract)).toEqual([]);
    expect(verdicts.some(({ contract }) => !contract)).toBe(true);
  });
});
