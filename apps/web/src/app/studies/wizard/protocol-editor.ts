import { Component, computed, inject, signal } from '@angular/core';
import { Language } from '../../texts/language.js';
import { SchemaFieldForm } from './fields/schema-field.js';
import { protocolNode } from './model/schema-node.js';
import { stepOf, wizardSteps, type WizardStep } from './model/wizard-steps.js';
import { WizardStore } from './wizard.store.js';
import { YamlEditor } from './yaml-editor.js';

/** Form and YAML as two views of the document in the store of the page around it; what is wrong stands where it arises. */
@Component({
  selector: 'lectern-protocol-editor',
  imports: [SchemaFieldForm, YamlEditor],
  templateUrl: './protocol-editor.html',
  styleUrl: './protocol-editor.css',
})
export class ProtocolEditor {
  protected readonly store = inject(WizardStore);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().wizard);
  private readonly fields = protocolNode().fields;
  protected readonly step = signal<WizardStep>('study');
  protected readonly shownFields = computed(() =>
    this.fields.filter(({ name, node }) => node.kind !== 'constant' && stepOf(name) === this.step()),
  );
  protected readonly steps = computed(() =>
    wizardSteps.map(({ id }) => ({
      id,
      issues: this.fields
        .filter(({ name }) => stepOf(name) === id)
        .reduce((sum, { name }) => sum + this.store.issueCount(name), 0),
    })),
  );
}
