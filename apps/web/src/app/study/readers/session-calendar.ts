import { Component, computed, inject } from '@angular/core';
import { Formats } from '../../texts/formats.js';
import { Language } from '../../texts/language.js';
import { StudyStore } from '../study.store.js';

const dayMillis = 86_400_000;

/** Washouts that are running, the next to end first: when each reader's session opens. */
@Component({
  selector: 'lectern-session-calendar',
  template: `
    @if (waiting(); as list) {
      <section class="card stack">
        <div>
          <h2>{{ words().title }}</h2>
          <p class="muted">{{ list.length ? words().hint : words().none }}</p>
        </div>
        @if (list.length) {
          <div class="table-frame">
            <table>
              <thead>
                <tr>
                  <th scope="col">{{ words().reader }}</th>
                  <th scope="col" class="number">{{ words().session }}</th>
                  <th scope="col">{{ words().here }}</th>
                  <th scope="col">{{ words().universal }}</th>
                  <th scope="col" class="number">{{ words().left }}</th>
                </tr>
              </thead>
              <tbody>
                @for (each of list; track each.id) {
                  <tr>
                    <th scope="row">{{ each.name }}</th>
                    <td class="number">{{ each.number }}</td>
                    <td class="nowrap">{{ formats.dateTime(each.opensAt) }}</td>
                    <td>{{ formats.universal(each.opensAt) }}</td>
                    <td class="number">{{ each.days > 0 ? words().days(each.days) : words().today }}</td>
                  </tr>
                }
              </tbody>
            </table>
          </div>
        }
      </section>
    }
  `,
})
export class SessionCalendar {
  private readonly store = inject(StudyStore);
  protected readonly formats = inject(Formats);
  private readonly texts = inject(Language).texts;
  protected readonly words = computed(() => this.texts().coordination.calendar);
  protected readonly waiting = computed(() => {
    const progress = this.store.progress();
    if (progress?.phase !== 'reading') return null;
    const now = Date.parse(progress.at);
    return progress.readers
      .filter(({ state }) => state !== 'withdrawn')
      .flatMap(({ name, sessions }) => sessions.map((session) => ({ ...session, name })))
      .flatMap(({ id, name, number, state, opensAt }) => {
        if (state !== 'waiting' || opensAt === null || Date.parse(opensAt) <= now) return [];
        return [{ id, name, number, opensAt, days: Math.floor((Date.parse(opensAt) - now) / dayMillis) }];
      })
      .sort((a, b) => (a.opensAt < b.opensAt ? -1 : 1));
  });
}
