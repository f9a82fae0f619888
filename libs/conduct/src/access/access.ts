import type { Permission } from '@lectern/contracts';
import type { Access } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { isLocked, lockedStudy } from './open-for-writing.js';
import { grantedTo } from './require-permission.js';

/** What administrators of the installation may do. */
const administering: readonly Permission[] = [
  'installation:create-study',
  'installation:decode-payloads',
  'installation:manage-people',
  'installation:reidentify',
  'installation:manage-servers',
];

/** What an actor may do; everything else is denied. */
export function access({ records }: ConductDeps): Access {
  return {
    permissions: async (actor, study) => {
      const granted = new Set<Permission>(['public']);
      if (!actor) return granted;
      granted.add('signed-in');
      if (actor.administrator) for (const each of administering) granted.add(each);
      if (study) for (const each of grantedTo(await records.requests.rolesOf(study, actor.user))) granted.add(each);
      return granted;
    },
    assertOpen: async (id) => {
      const phase = await records.requests.phaseOf(id);
      if (phase && isLocked({ phase })) throw lockedStudy();
    },
  };
}
