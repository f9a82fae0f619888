import { Component, type ElementRef, afterNextRender, inject, viewChild, type OnDestroy } from '@angular/core';
import { Language } from '../../texts/language.js';
import { ViewerControl } from './viewer-control.js';

/** The viewer, an application of its own in a frame of this origin. It stays while cases change in it. */
@Component({
  selector: 'lectern-viewer-frame',
  template: `<iframe #frame src="/ohif/reading/" [title]="texts().reading.images"></iframe>`,
  styles: `
    :host,
    iframe {
      display: block;
      width: 100%;
      height: 100%;
      border: 0;
      background: #000;
    }
  `,
})
export class ViewerFrame implements OnDestroy {
  protected readonly texts = inject(Language).texts;
  private readonly control = inject(ViewerControl);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  constructor() {
    afterNextRender(() => this.control.connect(this.frame().nativeElement.contentWindow));
  }

  ngOnDestroy(): void {
    this.control.connect(null);
  }
}
