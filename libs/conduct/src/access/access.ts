import type { Permission } from '@lectern/contracts';
import type { Access } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { grantedTo } from './require-permission.js';

/** What an actor may do; everything else is denied. */
export function access({ records }: ConductDeps): Access {
  return {
    permissions: async (actor, study) => {
      const granted = new Set<Permission>(['public']);
      if (!actor) return granted;
      granted.add('signed-in');
      if (actor.administrator) granted.add('installation:create-study').add('installation:decode-payloads');
      if (study) for (const each of grantedTo(await records.read.studies.rolesOf(study, actor.user))) granted.add(each);
      return granted;
    },
  };
}
