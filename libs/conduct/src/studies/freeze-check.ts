import type { FreezeCheck } from '@lectern/contracts';

/** @param remedy what to do where it is not met */
export function check(id: string, text: string, met: boolean, remedy: string): FreezeCheck {
  return { id, text, met, ...(met ? {} : { remedy }) };
}
