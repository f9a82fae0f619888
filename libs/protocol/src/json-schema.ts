import { protocolSchema } from '@lectern/contracts';
import { z } from 'zod';

/**
 * The published JSON Schema (2020-12) of a protocol as written: what has a default may be left out. Rules between the parts are checked by `parseProtocol`
 * alone.
 */
export function protocolJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(protocolSchema, { io: 'input' });
  return { $schema, $id: 'urn:lectern:protocol:1', title: 'Lectern study protocol, format 1', ...schema };
}
