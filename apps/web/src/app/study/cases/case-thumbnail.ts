import { Component, computed, input } from '@angular/core';
import type { CaseRow } from '@lectern/contracts';

/** The middle image of each stack of a case: one small picture, all of them large while the pointer or the focus is on it. */
@Component({
  selector: 'lectern-case-thumbnail',
  template: `
    @if (pictures().length) {
      <span class="pictures" tabindex="0" role="img" [attr.aria-label]="row().sourceLabel">
        <img alt="" loading="lazy" width="36" height="36" [src]="pictures()[0]" />
        <span class="large">
          @for (picture of pictures(); track picture) {
            <img alt="" loading="lazy" width="128" height="128" [src]="picture" />
          }
        </span>
      </span>
    }
  `,
  styles: `
    .pictures {
      position: relative;
      display: inline-block;
      line-height: 0;
    }
    img {
      background: #000;
      object-fit: contain;
    }
    .large {
      display: none;
      position: fixed; /* from where it would stand: the frame of the table cuts off what is not */
      z-index: 2;
      margin: -50px 0 0 44px;
      gap: 4px;
      padding: 4px;
      background: #000;
      border-radius: var(--radius);
    }
    .pictures:hover .large,
    .pictures:focus .large {
      display: flex;
    }
  `,
})
export class CaseThumbnail {
  readonly row = input.required<CaseRow>();
  protected readonly pictures = computed(() => {
    const { studyInstanceUid, stacks } = this.row();
    return studyInstanceUid
      ? stacks.map(
          ({ seriesInstanceUid }) => `/dicom-web/studies/${studyInstanceUid}/series/${seriesInstanceUid}/thumbnail`,
        )
      : [];
  });
}
