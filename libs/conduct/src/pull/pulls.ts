import type { Pulls } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { orderPull } from './order-pull.js';
import { searchServer } from './search-server.js';
import { addServer, listServers, removeServer } from './servers.js';

/** How examinations are fetched from other DICOMweb servers. */
export function pulls(deps: ConductDeps): Pulls {
  return {
    servers: () => listServers(deps),
    addServer: (actor, server) => addServer(deps, actor, server),
    removeServer: (actor, id, reason) => removeServer(deps, actor, id, reason),
    search: (actor, study, server, query) => searchServer(deps, actor, study, server, query),
    order: (actor, study, server, studies) => orderPull(deps, actor, study, server, studies),
  };
}
