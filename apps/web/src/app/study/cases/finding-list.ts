import { Component, inject, input } from '@angular/core';
import type { CaseFinding } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { UploadedNames } from './uploaded-names.js';

/** What the checks found in a case: files by number, or by name where this tab uploaded them. */
@Component({
  selector: 'lectern-finding-list',
  template: `
    <ul class="stack tight">
      @for (finding of findings(); track $index) {
        <li class="small">
          <span class="pill" [class.bad]="finding.severity === 'refused'" [class.warn]="finding.severity === 'flagged'">
            {{ texts().caseReview.severity[finding.severity] }}
          </span>
          @if (finding.stack) {
            <strong>{{ finding.stack }}</strong>
          }
          @if (finding.file !== null) {
            <span class="file">{{ fileText(finding.file) }}</span>
            @if (finding.files; as files) {
              <span class="muted" [title]="allOf(files)"> {{ texts().caseReview.more(files.length - 1) }}</span>
            }
          }
          @if (finding.tag) {
            <code>({{ finding.tag.slice(0, 4) }},{{ finding.tag.slice(4) }})</code>
          }
          {{ texts().server.says(finding.rule) }} <span class="muted">{{ texts().server.says(finding.remedy) }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      padding: 0;
      list-style: none;
    }
    .pill {
      margin-right: 4px;
    }
    .file {
      overflow-wrap: anywhere;
    }
  `,
})
export class FindingList {
  readonly caseId = input.required<string>();
  readonly findings = input.required<readonly CaseFinding[]>();
  protected readonly texts = inject(Language).texts;
  private readonly names = inject(UploadedNames);

  protected fileText(file: number): string {
    return this.names.nameOf(this.caseId(), file) ?? this.texts().caseReview.file(file);
  }

  protected allOf(files: readonly number[]): string {
    return files.map((file) => this.fileText(file)).join(', ');
  }
}
