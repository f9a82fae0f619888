import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from './records.js';

/** What is to be noted in the very transaction of an act, whatever the act is. */
export type Rider = (tx: Transaction) => Promise<void>;

/**
 * Lets a note ride in the first transaction that something opens: both commit, or neither. A note whose transaction fails rides in the next. What is done
 * `aside` carries none.
 */
export class Riding {
  private readonly riders = new AsyncLocalStorage<{ waiting: Rider | null }>();

  /** @returns what `act` returns, and whether the note was committed */
  async carry<T>(rider: Rider, act: () => Promise<T>): Promise<{ result: T; isNoted: boolean }> {
    const seat = { waiting: rider as Rider | null };
    const result = await this.riders.run(seat, act);
    return { result, isNoted: seat.waiting === null };
  }

  aside<T>(act: () => Promise<T>): Promise<T> {
    return this.riders.exit(act);
  }

  /** Runs a transaction with the note that waits, if there is one. */
  async board<T>(transaction: (rider: Rider | null) => Promise<T>): Promise<T> {
    const seat = this.riders.getStore();
    const rider = seat?.waiting ?? null;
    if (!seat || !rider) return transaction(null);
    seat.waiting = null;
    try {
      return await transaction(rider);
    } catch (error) {
      seat.waiting = rider;
      throw error;
    }
  }
}
