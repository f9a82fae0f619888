import { Injectable, type Signal, computed, inject } from '@angular/core';
import { Language } from './language.js';

const date = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const minutes = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const seconds = { ...minutes, second: '2-digit' } as const;

/** Instants and numbers as the person's language and time zone write them. */
@Injectable({ providedIn: 'root' })
export class Formats {
  private readonly language = inject(Language);
  private readonly dateTimes = this.as({ ...date, ...minutes, timeZoneName: 'short' });
  private readonly longDates = this.as({ weekday: 'long', ...date, month: 'long', ...minutes, timeZoneName: 'long' });
  private readonly clocks = this.as(seconds);
  private readonly zonedClocks = this.as({ ...seconds, timeZoneName: 'short' });

  /** `12 Mar 2026, 10:42 UTC` */
  dateTime(instant: string): string {
    return this.dateTimes().format(new Date(instant));
  }

  /** `2026-03-12 10:42 UTC`, the same for everyone. */
  universal(instant: string): string {
    return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
  }

  /** `Thursday 12 March 2026, 10:42 Central European Standard Time` */
  longDateTime(instant: string): string {
    return this.longDates().format(new Date(instant));
  }

  /** `10:42:07` */
  clock(instant: string): string {
    return this.clocks().format(new Date(instant));
  }

  /** `10:42:07 UTC` */
  zonedClock(instant: string): string {
    return this.zonedClocks().format(new Date(instant));
  }

  /** With so many decimals, a minus that is one, and the person's decimal sign. */
  number(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.language.locale(), {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
      .format(value)
      .replace('-', '\u2212');
  }

  /** Seconds as `1 min 05 s` or `42 s`. */
  duration(seconds: number): string {
    const whole = Math.round(seconds);
    if (whole < 60) return `${whole} s`;
    return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  }

  private as(options: Intl.DateTimeFormatOptions): Signal<Intl.DateTimeFormat> {
    return computed(() => new Intl.DateTimeFormat(this.language.locale(), options));
  }
}
