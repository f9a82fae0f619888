import { Component, input, output, signal } from '@angular/core';
import { PersonFields, writtenPerson, type WrittenPerson } from '../ui/person-fields.js';
import { ReasonDialog } from '../ui/reason-dialog.js';

/** Who comes in the place of another, and why. */
export type Successor = WrittenPerson & { readonly reason: string };

/** Names who comes in the place of a reader or a member of the panel, with the reason. */
@Component({
  selector: 'lectern-successor-dialog',
  imports: [PersonFields, ReasonDialog],
  template: `
    <lectern-reason-dialog
      [heading]="heading()"
      [explanation]="explanation()"
      [submit]="submit()"
      [complete]="name().trim() !== ''"
      [act]="perform"
      (closed)="closed.emit()"
    >
      <lectern-person-fields [(name)]="name" [(email)]="email" />
    </lectern-reason-dialog>
  `,
})
export class SuccessorDialog {
  readonly heading = input.required<string>();
  readonly explanation = input.required<string>();
  readonly submit = input.required<string>();
  readonly act = input.required<(successor: Successor) => Promise<void>>();
  readonly closed = output();
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly perform = (reason: string): Promise<void> =>
    this.act()({ ...writtenPerson(this.name(), this.email()), reason });
}
