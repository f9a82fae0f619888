import { Component, inject, input, model } from '@angular/core';
import { Language } from '../texts/language.js';

/** Name and address of a person, as whoever invites or corrects them writes them. Its fields stand in the form around it like the form's own. */
@Component({
  selector: 'lectern-person-fields',
  host: { style: 'display: contents' },
  template: `
    <label class="field">
      <span>{{ texts().people.name }}</span>
      <input
        #who
        required
        maxlength="120"
        autocomplete="off"
        [disabled]="named()"
        [value]="name()"
        (input)="name.set(who.value)"
      />
    </label>
    <label class="field">
      <span>{{ texts().people.email }}</span>
      <input #mail type="email" autocomplete="off" [value]="email()" (input)="email.set(mail.value)" />
    </label>
  `,
})
export class PersonFields {
  readonly name = model('');
  readonly email = model('');
  /** The name is not this form's to change. */
  readonly named = input(false);
  protected readonly texts = inject(Language).texts;
}

/** A person as the server is told of them: without an address where none was written. */
export function writtenPerson(name: string, email: string): WrittenPerson {
  const address = email.trim();
  return { name: name.trim(), ...(address && { email: address }) };
}

export interface WrittenPerson {
  readonly name: string;
  readonly email?: string;
}
