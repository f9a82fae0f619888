import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  addDicomwebServer,
  type DicomwebServerView,
  listDicomwebServers,
  pullStudies,
  removeDicomwebServer,
  searchDicomwebServer,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { Serves } from '../http/serves.decorator.js';

/** Examinations from other DICOMweb servers. */
@Controller()
export class PullController {
  constructor(@Inject(CONDUCT) private readonly conduct: Conduct) {}

  @Serves(addDicomwebServer)
  add(
    @CurrentActor() actor: Actor,
    @Input(addDicomwebServer) server: z.output<typeof addDicomwebServer.body>,
  ): Promise<{ id: string }> {
    return this.conduct.pulls.addServer(actor, server);
  }

  @Serves(removeDicomwebServer)
  remove(
    @CurrentActor() actor: Actor,
    @Param('server') server: string,
    @Input(removeDicomwebServer) { reason }: z.output<typeof removeDicomwebServer.body>,
  ): Promise<void> {
    return this.conduct.pulls.removeServer(actor, server, reason);
  }

  @Serves(listDicomwebServers)
  servers(): Promise<DicomwebServerView[]> {
    return this.conduct.pulls.servers();
  }

  @Serves(searchDicomwebServer)
  search(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('server') server: string,
    @Input(searchDicomwebServer) query: z.output<typeof searchDicomwebServer.body>,
  ): Promise<z.output<typeof searchDicomwebServer.response>> {
    return this.conduct.pulls.search(actor, study, server, query);
  }

  @Serves(pullStudies)
  pull(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('server') server: string,
    @Input(pullStudies) { studies }: z.output<typeof pullStudies.body>,
  ): Promise<z.output<typeof pullStudies.response>> {
    return this.conduct.pulls.order(actor, study, server, studies);
  }
}
