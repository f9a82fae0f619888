import { Injectable, computed, signal, type OnDestroy } from '@angular/core';
import type { OpenRead, ViewerEvent, ViewerLayout, ViewerTool } from '@lectern/contracts';
import type { ReadSession } from '../model/read-session.js';
import { labelOf } from '../model/findings.js';
import { prefetchStacksOf, readingEventOf, stacksOf, viewerMarks } from '../model/viewer-case.js';
import { ViewerLink } from './viewer-link.js';

export type ViewerKey = Extract<ViewerEvent, { type: 'key' }>;
type Problem = Extract<ViewerEvent, { type: 'error' }>;

const layouts: readonly ViewerLayout[] = ['row', 'focus', 'single'];
const overlayOpacity = 0.4;

/** What the viewer shows, and the way between it and the open read. */
@Injectable()
export class ViewerControl implements OnDestroy {
  private readonly link = new ViewerLink((event) => this.hear(event));
  private session: ReadSession | null = null;
  private token = '';
  private opened = 0;
  private shownStudy: string | null = null;

  /** Set by the page: keys pressed in the frame belong to the form. */
  onKey: (key: ViewerKey) => void = () => undefined;

  readonly isReady = signal(false);
  /** Whether the images of the open read have been on screen. */
  readonly hasImages = signal(false);
  readonly problem = signal<Problem | null>(null);
  readonly tool = signal<ViewerTool>('window');
  readonly layout = signal<ViewerLayout>('row');
  readonly lines = signal(false);
  readonly overlay = signal(true);
  readonly isMarking = computed(() => ['point', 'ellipse', 'box'].includes(this.tool()));

  connect(frame: Window | null): void {
    this.link.connect(frame);
    if (!frame) this.isReady.set(false);
  }

  /** Shows a read, in place of the one before; null shows nothing. */
  show(session: ReadSession | null): void {
    if (session === this.session) return;
    this.session = session;
    this.hasImages.set(false);
    this.problem.set(null);
    this.overlay.set(true);
    if (this.isReady()) this.openCase();
  }

  openCase(): void {
    const session = this.session;
    this.token = String(++this.opened);
    this.problem.set(null);
    if (!session) return this.link.say({ type: 'close-case' });
    const { images, ai } = session.read;
    const stacks = stacksOf(images, ai);
    const isOverlaid = stacks.some((stack) => stack.segmentationSeriesInstanceUid);
    this.link.say({
      type: 'open-case',
      caseToken: this.token,
      studyInstanceUid: images.studyInstanceUid,
      stacks,
      ...(isOverlaid && { overlay: { visible: this.overlay(), opacity: overlayOpacity } }),
      marks: viewerMarks(session.form.findings()),
    });
    if (this.opened === 1) this.hang(session.read.hanging);
    this.use('window');
  }

  /** Layout and lines as the protocol says, once a sitting: after that the reader's own stand. */
  private hang(hanging: OpenRead['hanging']): void {
    if (!hanging) return;
    const { layout, focus, referenceLines } = hanging;
    this.layout.set(layout);
    this.link.say({ type: 'set-layout', layout, ...(focus && { focus }) });
    this.lines.set(referenceLines);
    this.link.say({ type: 'set-reference-lines', visible: referenceLines });
  }

  use(tool: ViewerTool): void {
    this.tool.set(tool);
    this.link.say({ type: 'set-tool', tool });
  }

  /** Takes the next of the tools with which the protocol lets findings be marked, after the last the ordinary one. */
  nextMarkTool(): void {
    const tools = this.session?.form.findingsQuestion()?.tools ?? [];
    const at = tools.findIndex((tool) => tool === this.tool());
    this.use(tools[at + 1] ?? 'window');
  }

  nextLayout(): void {
    const next = layouts[(layouts.indexOf(this.layout()) + 1) % layouts.length] ?? 'row';
    this.layout.set(next);
    this.link.say({ type: 'set-layout', layout: next });
  }

  toggleOverlay(): void {
    const { ai } = this.session?.read ?? {};
    if (!ai?.shows.includes('segmentation') || ai.state !== 'available') return;
    this.overlay.update((visible) => !visible);
    this.link.say({ type: 'set-overlay', visible: this.overlay(), opacity: overlayOpacity });
  }

  toggleLines(): void {
    this.lines.update((visible) => !visible);
    this.link.say({ type: 'set-reference-lines', visible: this.lines() });
  }

  scroll(by: number): void {
    this.link.say({ type: 'scroll', by });
  }

  resetView(): void {
    this.link.say({ type: 'reset-view' });
  }

  showSlice(sopInstanceUid: string): void {
    this.link.say({ type: 'show-slice', sopInstanceUid });
  }

  removeMarks(marks: readonly string[]): void {
    for (const mark of marks) this.link.say({ type: 'remove-mark', caseToken: this.token, mark });
    this.labelMarks();
  }

  ngOnDestroy(): void {
    this.link.close();
  }

  private hear(event: ViewerEvent): void {
    if (event.type === 'ready') {
      this.isReady.set(true);
      if (this.session) this.openCase();
      return;
    }
    if (event.type === 'key') {
      this.session?.activity(event.atMillis);
      return this.onKey(event);
    }
    if (event.type === 'activity') return this.session?.activity(event.atMillis);
    // What a case that has been left still reports belongs to no read.
    if ('caseToken' in event && event.caseToken !== undefined && event.caseToken !== this.token) return;
    const evidence = readingEventOf(event);
    if (evidence) this.session?.record(evidence);
    this.take(event);
  }

  private take(event: ViewerEvent): void {
    const form = this.session?.form;
    switch (event.type) {
      case 'first-image':
        return this.imagesShown();
      case 'error':
        if (event.code !== 'bad-message' && event.code !== 'stale-case') this.problem.set(event);
        return;
      case 'mark-added':
        if (form && !form.addMark(event.mark)) return this.removeMarks([event.mark.id]);
        return this.marksChanged();
      case 'mark-updated':
        form?.moveMark(event.mark);
        return this.marksChanged();
      case 'mark-removed':
        form?.removeMark(event.mark);
        return this.marksChanged();
      default:
        return;
    }
  }

  private marksChanged(): void {
    const question = this.session?.form.findingsQuestion();
    if (question) this.session?.answered(question.id);
    this.labelMarks();
  }

  /** A finding that goes moves the numbers of those after it. */
  private labelMarks(): void {
    const findings = this.session?.form.findings() ?? [];
    for (const { id } of findings.flatMap(({ marks }) => marks))
      this.link.say({ type: 'label-mark', caseToken: this.token, mark: id, label: labelOf(findings, id) ?? '' });
  }

  /** The case stands: the one before is let go, the next one comes in the background. */
  private imagesShown(): void {
    this.hasImages.set(true);
    const read = this.session?.read;
    if (!read) return;
    const [preset] = read.hanging?.windows ?? [];
    if (preset) this.link.say({ type: 'set-window', center: preset.center, width: preset.width });
    const { studyInstanceUid } = read.images;
    if (this.shownStudy && this.shownStudy !== studyInstanceUid)
      this.link.say({ type: 'release', studyInstanceUid: this.shownStudy });
    this.shownStudy = studyInstanceUid;
    if (read.prefetch)
      this.link.say({
        type: 'prefetch',
        caseToken: `${this.token}n`,
        studyInstanceUid: read.prefetch.images.studyInstanceUid,
        stacks: prefetchStacksOf(read.prefetch),
      });
  }
}
