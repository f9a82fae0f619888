import type { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import type { Nudge } from '@lectern/workflows';

/** By what workflows are found in Temporal, e.g. `LecternStudy = "..."`. Opaque ids of the record alone: nobody is named by them, and no read, condition or truth. */
export const searchAttributes = {
  study: defineSearchAttributeKey('LecternStudy', SearchAttributeType.KEYWORD),
  reader: defineSearchAttributeKey('LecternReader', SearchAttributeType.KEYWORD),
} as const;

/** INDEXED_VALUE_TYPE_KEYWORD of Temporal's API. */
const KEYWORD = 2;
const LOOKS = 20;
const LOOK_MILLIS = 250;

/**
 * Makes the attributes known to the namespace, once for all.
 * @returns whether workflows may be started with them; a namespace whose attributes others administer goes without
 */
export async function registerSearchAttributes(
  client: Client,
  namespace: string,
  log: (line: string) => void,
): Promise<boolean> {
  const { operatorService } = client.connection as Connection;
  const wanted = Object.fromEntries(Object.values(searchAttributes).map(({ name }) => [name, KEYWORD]));
  const isKnown = async (): Promise<boolean> => {
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    return Object.keys(wanted).every((name) => name in customAttributes);
  };
  try {
    if (await isKnown()) return true;
    await operatorService.addSearchAttributes({ namespace, searchAttributes: wanted });
    for (let look = 0; look < LOOKS; look++) {
      if (await isKnown()) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
    }
    throw new Error('they are not there yet');
  } catch (error) {
    log(`Workflows have no search attributes: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Those of the workflow that a nudge is for. */
export function attributesOf(nudge: Nudge): TypedSearchAttributes {
  const of = (name: keyof typeof searchAttributes, value: string | undefined) =>
    value === undefined ? [] : [{ key: searchAttributes[name], value }];
  return new TypedSearchAttributes([
    ...of('study', 'study' in nudge ? nudge.study : undefined),
    ...of('reader', 'reader' in nudge ? nudge.reader : undefined),
  ]);
}
