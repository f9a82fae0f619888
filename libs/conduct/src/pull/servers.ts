import type { DicomwebServerView, NewDicomwebServer, ServerCredentials } from '@lectern/contracts';
import { installationChain, isUniqueViolation, type Repositories } from '@lectern/records';
import type { Actor } from '../conduct.js';
import type { ConductDeps } from '../deps.js';
import { Conflict, NotFound, Refused } from '../errors.js';
import { DicomwebClient } from './dicomweb-client.js';

/** Only administrators say which servers may be asked: what a coordinator writes never becomes an address. @throws Refused, Conflict */
export async function addServer(
  { records, ids, credentialsVault }: ConductDeps,
  actor: Actor,
  { name, url, credentials }: NewDicomwebServer,
): Promise<{ id: string }> {
  assertAdministrator(actor);
  const id = ids.next();
  try {
    await records.transaction(async (tx) => {
      await tx.pulls.addServer({
        ...{ id, name, url: url.replace(/\/+$/, ''), createdAt: tx.now, createdById: actor.user },
        credentials: credentials ? credentialsVault.seal(id, credentials) : null,
      });
      const by = { id: actor.user, name: actor.name };
      await tx.audit.append(installationChain, { by, act: 'dicomweb-server.added', subject: id, after: { name, url } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Conflict('name-taken', `There is a server '${name}' already.`, 'Give this one another name.');
  }
  return { id };
}

/** @throws Refused, NotFound */
export async function removeServer({ records }: ConductDeps, actor: Actor, id: string, reason: string): Promise<void> {
  assertAdministrator(actor);
  await records.transaction(async (tx) => {
    if (!(await tx.pulls.removeServer(id, tx.now))) throw noServer();
    const by = { id: actor.user, name: actor.name };
    await tx.audit.append(installationChain, { by, act: 'dicomweb-server.removed', subject: id, reason });
  });
}

export async function listServers({ records }: ConductDeps): Promise<DicomwebServerView[]> {
  return (await records.read.pulls.servers()).map(({ id, name, url }) => ({ id, name, url }));
}

/** @throws NotFound for one that is not there, or was removed */
export async function clientOf(
  { credentialsVault }: Pick<ConductDeps, 'credentialsVault'>,
  { pulls }: Repositories,
  id: string,
): Promise<{ client: DicomwebClient; name: string }> {
  const server = await pulls.server(id);
  if (!server) throw noServer();
  const credentials = server.credentials && (credentialsVault.open(id, server.credentials) as ServerCredentials);
  return { client: new DicomwebClient(server.url, credentials), name: server.name };
}

function assertAdministrator({ administrator }: Actor): void {
  if (!administrator) throw new Refused('not-permitted', 'Only administrators allow servers.', 'Ask an administrator.');
}

const noServer = (): NotFound =>
  new NotFound('no-server', 'There is no such DICOMweb server, or it was removed.', 'Choose one of the list.');
