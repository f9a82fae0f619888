import {
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportProblem } from '@lectern/contracts';
import { Language } from '../texts/language.js';
import { usePageTitle } from '../ui/page-title.js';
import { ProblemNote } from '../ui/problem-note.js';
import { AiBox } from './form/ai-box.js';
import { AnswerPanel } from './form/answer-panel.js';
import { PanelOpinionsBox } from './form/panel-opinions.js';
import { browserTime } from './model/browser-time.js';
import { KeyChoices } from './key-choices.js';
import { commandFor, type Command, type Focus, type KeyPress } from './model/key-map.js';
import type { ReadSession } from './model/read-session.js';
import { ReadingStore } from './reading.store.js';
import { READING_WAYS } from './reading-ways.js';
import { Instructions } from './screens/instructions.js';
import { KeyList } from './screens/key-list.js';
import { ProblemDialog } from './screens/problem-dialog.js';
import { WaitingScreen } from './screens/waiting-screen.js';
import { ViewerControl } from './viewer/viewer-control.js';
import { ViewerFrame } from './viewer/viewer-frame.js';

/** The reading room: the images, the form beside them, and every key. */
@Component({
  selector: 'lectern-reading-page',
  imports: [
    RouterLink,
    AiBox,
    AnswerPanel,
    Instructions,
    KeyList,
    PanelOpinionsBox,
    ProblemDialog,
    ProblemNote,
    ViewerFrame,
    WaitingScreen,
  ],
  providers: [ReadingStore, ViewerControl],
  templateUrl: './reading.page.html',
  styleUrl: './reading.page.css',
  host: {
    class: 'dark',
    '(document:keydown)': 'press($event)',
    '(document:pointermove)': 'active()',
    '(document:pointerdown)': 'active()',
    '(document:wheel)': 'active()',
    '(document:visibilitychange)': 'visibilityChanged()',
    '(window:pagehide)': 'store.leave()',
    '(window:online)': 'online()',
  },
})
export class ReadingPage {
  readonly study = input.required<string>();
  protected readonly store = inject(ReadingStore);
  protected readonly viewer = inject(ViewerControl);
  protected readonly texts = inject(Language).texts;
  private readonly keyChoices = inject(KeyChoices);
  protected readonly keys = this.keyChoices.keys;
  /** Whether reads are read here; else the truth of cases is set. */
  protected readonly isRead = inject(READING_WAYS).kind === 'reads';
  protected readonly paused = signal(false);
  protected readonly dialog = signal<'keys' | 'instructions' | 'problem' | null>(null);
  protected readonly session = this.store.session;
  /** The viewer is loaded while the reader still reads the instructions, and stays from case to case. */
  protected readonly holdsViewer = computed(() => ['session-ready', 'reading'].includes(this.store.now()?.state ?? ''));
  private readonly panel = viewChild(AnswerPanel);
  private readonly takeOver = viewChild<ElementRef<HTMLButtonElement>>('takeOver');

  constructor() {
    usePageTitle(() => this.store.overview()?.title ?? this.texts().reading.title);
    effect(() => {
      const study = this.study();
      untracked(() => void this.store.load(study));
    });
    effect(() => {
      const session = this.session();
      untracked(() => {
        this.viewer.show(session);
        if (session) this.keyChoices.plan(session.read.keys);
        this.paused.set(false);
      });
    });
    effect(() => this.takeOver()?.nativeElement.focus()); // its key works wherever the focus was
    this.viewer.onKey = (key) => this.obey(key, 'none');
  }

  protected active(): void {
    this.session()?.activity(browserTime());
  }

  protected press(event: KeyboardEvent): void {
    this.active();
    if (this.dialog()) return; // the dialog's own keys
    const { key, altKey: alt, ctrlKey: ctrl, metaKey: meta, repeat } = event;
    if (this.obey({ key, alt, ctrl, meta, repeat }, focusOf(event.target))) event.preventDefault();
  }

  protected online(): void {
    this.store.retryNow();
    this.viewer.retryNow();
  }

  protected visibilityChanged(): void {
    const kind = document.visibilityState === 'hidden' ? 'hidden' : 'visible';
    this.session()?.record({ kind, atMillis: browserTime() });
    if (kind === 'hidden') this.store.sendPending();
  }

  protected togglePause(): void {
    const session = this.session();
    if (session?.state() !== 'reading') return;
    this.paused.update((paused) => !paused);
    session.record({ kind: this.paused() ? 'paused' : 'resumed', atMillis: browserTime() });
  }

  protected readonly report = (problem: Pick<ReportProblem, 'kind' | 'text'>): Promise<void> =>
    this.store.report(problem);

  protected submit(): void {
    const session = this.session();
    if (session?.maySubmit() && !session.submit()) this.panel()?.focusFirstIssue();
  }

  /** @returns whether the key meant something */
  private obey(press: KeyPress, focus: Focus): boolean {
    const command = commandFor(press, focus, this.keys());
    if (!command || this.dialog()) return false;
    const session = this.session();
    if (!session) return this.obeyWaiting(command);
    if (session.state() === 'lease-lost') return this.obeyLost(command);
    if (session.state() !== 'reading') return false;
    if (this.paused()) return this.obeyPaused(command);
    if (command.act === 'submit' && focus === 'number') {
      this.panel()?.leaveNumber(document.activeElement as HTMLElement);
      return true;
    }
    return this.obeyViewer(command) || this.obeyPage(command) || this.obeyForm(session, command);
  }

  private obeyWaiting(command: Command): boolean {
    if (command.act !== 'submit' || this.store.now()?.state !== 'session-ready' || this.store.working()) return false;
    void this.store.begin();
    return true;
  }

  private obeyLost(command: Command): boolean {
    if (command.act !== 'submit' || this.store.working()) return false;
    void this.store.takeOverHere();
    return true;
  }

  private obeyPaused(command: Command): boolean {
    if (!['pause', 'leave', 'submit'].includes(command.act)) return false;
    this.togglePause();
    return true;
  }

  private obeyPage(command: Command): boolean {
    switch (command.act) {
      case 'submit':
        this.submit();
        return true;
      case 'pause':
        this.togglePause();
        return true;
      case 'instructions':
      case 'keys':
        this.dialog.set(command.act);
        return true;
      case 'report':
        if (this.isRead) this.dialog.set('problem');
        return this.isRead;
      default:
        return false;
    }
  }

  private obeyViewer({ act }: Command): boolean {
    const acts: Partial<Record<Command['act'], () => void>> = {
      ai: () => this.viewer.display.toggleOverlay(),
      opacity: () => this.viewer.display.nextOpacity(),
      mark: () => this.viewer.display.nextMarkTool(),
      'erase-mark': () => this.viewer.marking.eraseOne(),
      'undo-mark': () => this.viewer.marking.undo(),
      measure: () => this.viewer.display.toggleMeasure(),
      window: () => this.viewer.display.use('window'),
      preset: () => this.viewer.display.nextPreset(),
      leave: () => this.leaveTool(),
      zoom: () => this.viewer.display.use('zoom'),
      pan: () => this.viewer.display.use('pan'),
      scroll: () => this.viewer.display.use('scroll'),
      'slice-back': () => this.viewer.display.scroll(-1),
      'slice-on': () => this.viewer.display.scroll(1),
      'next-stack': () => this.viewer.display.nextStack(1),
      'previous-stack': () => this.viewer.display.nextStack(-1),
      layout: () => this.viewer.display.nextLayout(),
      lines: () => this.viewer.display.toggleLines(),
      crosshair: () => this.viewer.display.toggle('crosshair'),
      reset: () => this.viewer.display.resetView(),
    };
    acts[act]?.();
    return act in acts;
  }

  private obeyForm(session: ReadSession, command: Command): boolean {
    return session.mayAnswer() && (this.panel()?.obey(command) ?? false);
  }

  private leaveTool(): void {
    this.session()?.form.extending.set(null);
    this.viewer.display.use('window');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

/** What has the focus, as far as keys are concerned. */
function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'none';
  if (target.matches('[data-number]')) return 'number';
  if (target.matches('input[type="range"], input[type="radio"]')) return 'scale';
  if (target.matches('textarea, input, select')) return 'text';
  return target.matches('button, a, summary') ? 'button' : 'none';
}
