import { z } from 'zod';
import { markLimits, markSchema } from '../answers.schema.js';
import { dicomUidSchema } from '../ids.js';
import { orientationSchema } from '../protocol/orientation.schema.js';
import { markToolSchema } from '../protocol/question.schema.js';

/**
 * What the reading page and the viewer inside its frame say to each other by `postMessage`, same origin only. Both sides validate what they
 * receive: the page with these schemas, the viewer with hand-written guards that a test holds against them. A message of another protocol
 * version is refused, not guessed at.
 */
export const VIEWER_PROTOCOL = 1;

const command = <Type extends string>(type: Type) => ({
  lectern: z.literal('to-viewer'),
  protocol: z.literal(VIEWER_PROTOCOL),
  type: z.literal(type),
});

const event = <Type extends string>(type: Type) => ({
  lectern: z.literal('from-viewer'),
  protocol: z.literal(VIEWER_PROTOCOL),
  type: z.literal(type),
});

const caseToken = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'Chosen by the page for one opening of one case; every event of it carries it' });

const at = {
  atMillis: z
    .number()
    .nonnegative()
    .meta({ description: 'Browser time, ms since 1970 with fraction, monotonic within a frame' }),
};

const opacity = z.number().min(0).max(1);

/** One stack of a case and, where the read shows them, the series that hold its segmentation and its heat map (one instance each, DICOM SEG). */
export const viewerStackSchema = z
  .object({
    orientation: orientationSchema,
    seriesInstanceUid: dicomUidSchema,
    segmentationSeriesInstanceUid: dicomUidSchema.optional(),
    heatMapSeriesInstanceUid: dicomUidSchema
      .optional()
      .meta({ description: 'A fractional DICOM SEG of probabilities' }),
  })
  .strict();
export type ViewerStack = z.infer<typeof viewerStackSchema>;

/** The images of a case, in the order in which its stacks stand side by side. */
const viewerCase = {
  caseToken,
  studyInstanceUid: dicomUidSchema,
  stacks: z.array(viewerStackSchema).min(1).max(3),
};

export const overlayStateSchema = z.object({ visible: z.boolean(), opacity }).strict();
export type OverlayState = z.infer<typeof overlayStateSchema>;

/** A mark as the viewer draws it: the record's mark, and the number or word shown beside it. */
export const viewerMarkSchema = markSchema.extend({ label: z.string().max(20).optional() }).strict();
export type ViewerMark = z.infer<typeof viewerMarkSchema>;

/** What the left button does. A measured length is the reader's own: no answer, gone with the case. */
export const viewerToolSchema = z.enum([
  'window',
  'pan',
  'zoom',
  'scroll',
  'crosshair',
  'length',
  ...markToolSchema.options,
]);
export type ViewerTool = z.infer<typeof viewerToolSchema>;

/** `row`: side by side; `focus`: one large, the others stacked beside it; `single`: one alone. */
export const viewerLayoutSchema = z.enum(['row', 'focus', 'single']);
export type ViewerLayout = z.infer<typeof viewerLayoutSchema>;

/** DICOM's window, in stored values after rescale. */
export const viewerWindowSchema = z.object({ width: z.number().positive(), center: z.number() }).strict();
export type ViewerWindow = z.infer<typeof viewerWindowSchema>;

/** Words on the images, in the reader's language. */
export const viewerWordsSchema = z.record(z.enum([...orientationSchema.options, 'approximate']), z.string().max(40));
export type ViewerWords = z.infer<typeof viewerWordsSchema>;

/** What the page asks of the viewer. */
export const viewerCommandSchema = z.discriminatedUnion('type', [
  z
    .object({
      ...command('open-case'),
      ...viewerCase,
      overlay: overlayStateSchema.optional(),
      window: viewerWindowSchema.optional().meta({ description: "Opened with; absent: each image's own" }),
      slices: z.array(dicomUidSchema).max(3).optional().meta({
        description: 'Instances on which their stacks are opened; a stack that has none of them opens in its middle',
      }),
      marks: z.array(viewerMarkSchema).max(markLimits.marks).optional(),
    })
    .strict(),
  z.object({ ...command('prefetch'), ...viewerCase }).strict(),
  z
    .object({ ...command('lay-overlay'), ...viewerCase, overlay: overlayStateSchema })
    .strict()
    .meta({ description: 'What the AI shows of the case that is open, laid on its images as they stand' }),
  z.object({ ...command('close-case') }).strict(),
  z.object({ ...command('release'), studyInstanceUid: dicomUidSchema }).strict(),
  z.object({ ...command('set-tool'), tool: viewerToolSchema }).strict(),
  z.object({ ...command('set-layout'), layout: viewerLayoutSchema, focus: orientationSchema.optional() }).strict(),
  z.object({ ...command('set-overlay'), ...overlayStateSchema.shape }).strict(),
  z.object({ ...command('set-window'), ...viewerWindowSchema.shape }).strict(),
  z
    .object({ ...command('stored-window') })
    .strict()
    .meta({ description: "Each image's own window" }),
  z
    .object({ ...command('reset-view') })
    .strict()
    .meta({ description: 'Window, zoom and place as opened' }),
  z.object({ ...command('scroll'), by: z.number().int(), orientation: orientationSchema.optional() }).strict(),
  z
    .object({ ...command('step-stack'), by: z.union([z.literal(1), z.literal(-1)]) })
    .strict()
    .meta({ description: 'Makes the next or previous stack active; the large or only one too, where there is one' }),
  z.object({ ...command('show-slice'), sopInstanceUid: dicomUidSchema }).strict(),
  z.object({ ...command('set-reference-lines'), visible: z.boolean() }).strict(),
  z.object({ ...command('restore-marks'), caseToken, marks: z.array(viewerMarkSchema).max(markLimits.marks) }).strict(),
  z.object({ ...command('remove-mark'), caseToken, mark: z.string().min(1).max(64) }).strict(),
  z
    .object({ ...command('label-mark'), caseToken, mark: z.string().min(1).max(64), label: z.string().max(20) })
    .strict(),
  z.object({ ...command('clear-marks'), caseToken }).strict(),
  z.object({ ...command('clear-lengths') }).strict(),
  z.object({ ...command('set-words'), language: z.string().min(2).max(35), words: viewerWordsSchema }).strict(),
]);
export type ViewerCommand = z.infer<typeof viewerCommandSchema>;

export const viewerErrorCodeSchema = z.enum([
  'bad-message',
  'stale-case',
  'images-unavailable',
  'overlay-unavailable',
  'failed',
]);
export type ViewerErrorCode = z.infer<typeof viewerErrorCodeSchema>;

/** What the viewer reports to the page. */
export const viewerEventSchema = z.discriminatedUnion('type', [
  z.object({ ...event('ready'), ...at }).strict(),
  z.object({ ...event('prefetched'), caseToken, ...at, images: z.number().int(), loadMillis: z.number() }).strict(),
  z
    .object({ ...event('first-image'), caseToken, ...at, loadMillis: z.number().nonnegative() })
    .strict()
    .meta({ description: 'A slice of every stack is on screen; loadMillis since open-case arrived' }),
  z.object({ ...event('overlay-shown'), caseToken, ...at }).strict(),
  z.object({ ...event('overlay-hidden'), caseToken, ...at }).strict(),
  z
    .object({
      ...event('slice'),
      caseToken,
      ...at,
      orientation: orientationSchema,
      sopInstanceUid: dicomUidSchema,
      index: z.number().int().nonnegative(),
      count: z.number().int().positive(),
    })
    .strict(),
  z
    .object({
      ...event('window'),
      caseToken,
      ...at,
      orientation: orientationSchema,
      width: z.number(),
      center: z.number(),
    })
    .strict(),
  z.object({ ...event('mark-added'), caseToken, ...at, mark: markSchema }).strict(),
  z.object({ ...event('mark-updated'), caseToken, ...at, mark: markSchema }).strict(),
  z.object({ ...event('mark-removed'), caseToken, ...at, mark: z.string().min(1).max(64) }).strict(),
  z.object({ ...event('mark-selected'), caseToken, ...at, mark: z.string().min(1).max(64) }).strict(),
  z.object({ ...event('activity'), ...at }).strict(),
  z
    .object({
      ...event('key'),
      ...at,
      key: z.string().min(1).max(32),
      code: z.string().max(32),
      alt: z.boolean(),
      ctrl: z.boolean(),
      meta: z.boolean(),
      shift: z.boolean(),
      repeat: z.boolean(),
    })
    .strict(),
  z
    .object({
      ...event('released'),
      ...at,
      studies: z.array(dicomUidSchema),
      cacheBytes: z.number().nonnegative(),
      heapBytes: z.number().nonnegative().optional(),
    })
    .strict(),
  z
    .object({
      ...event('error'),
      ...at,
      caseToken: caseToken.optional(),
      code: viewerErrorCodeSchema,
      message: z.string().max(500),
    })
    .strict(),
]);
export type ViewerEvent = z.infer<typeof viewerEventSchema>;

type Body<Message> = Message extends unknown ? Omit<Message, 'lectern' | 'protocol'> : never;
/** A command as the page writes it, before its envelope. */
export type ViewerCommandBody = Body<ViewerCommand>;
/** An event as the viewer writes it, before its envelope. */
export type ViewerEventBody = Body<ViewerEvent>;

/** Puts a command into its envelope, ready for `postMessage`. */
export function viewerCommand(body: ViewerCommandBody): ViewerCommand {
  return { lectern: 'to-viewer', protocol: VIEWER_PROTOCOL, ...body } as ViewerCommand;
}

/** The event that a message holds, or null if it is none of ours or is malformed. Check the message's origin and source before. */
export function readViewerEvent(data: unknown): ViewerEvent | null {
  const parsed = viewerEventSchema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
