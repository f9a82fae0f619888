import { Component, computed, inject, input } from '@angular/core';
import { getProtocolText, pathOf, type Condition, type StudyDetail } from '@lectern/contracts';
import { Language } from '../../texts/language.js';
import { Prose } from '../../ui/prose.js';

/** The protocol in a few lines, with the document itself one step away. */
@Component({
  selector: 'lectern-plan-facts',
  imports: [Prose],
  template: `
    <section class="card stack">
      <div class="row between">
        <h2>{{ texts().study.protocol }}</h2>
        <a [href]="document()" target="_blank" rel="noopener">{{ texts().study.showProtocol }}</a>
      </div>
      @if (protocol().summary; as summary) {
        <lectern-prose [text]="summary" />
      }
      <dl class="facts">
        <dt>{{ texts().study.target }}</dt>
        <dd>{{ protocol().target }}</dd>
        <dt>{{ texts().study.conditions }}</dt>
        <dd>
          @for (condition of protocol().conditions; track condition.id) {
            <div>
              {{ condition.name }} <span class="muted">({{ readHow(condition) }})</span>
            </div>
          }
        </dd>
        <dt>{{ texts().study.design }}</dt>
        <dd>{{ designText() }}</dd>
        <dt>{{ texts().study.size }}</dt>
        <dd>{{ texts().study.sizeText(protocol().cases.planned, protocol().readers.planned) }}</dd>
        <dt>{{ texts().study.protocolHash }}</dt>
        <dd>
          <code>{{ detail().protocolHash }}</code>
        </dd>
      </dl>
    </section>
  `,
})
export class PlanFacts {
  readonly detail = input.required<StudyDetail>();
  protected readonly texts = inject(Language).texts;
  protected readonly protocol = computed(() => this.detail().protocol);
  protected readonly document = computed(() => pathOf(getProtocolText, { study: this.detail().id }));

  protected readonly designText = computed(() => {
    const { design } = this.protocol();
    const words = this.texts().study;
    const crossed = design.kind === 'split-plot' ? design.within : design;
    const days = crossed.kind === 'crossover' ? crossed.washout.days : null;
    const parts = [words.designKind[design.kind], words.sessions(design.sessions)];
    return [...parts, ...(days === null ? [] : [words.washout(days)])].join(', ');
  });

  protected readHow({ ai }: Condition): string {
    const words = this.texts().study;
    return ai ? words.aidedBy(ai.model, ai.version) : words.unaided;
  }
}
