import { Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, Conduct } from '@lectern/conduct';
import {
  type ArrivingCase,
  type CaseId,
  closeIntakeNode,
  createIntakeToken,
  type IntakeTokenView,
  listArrivals,
  listIntakeNodes,
  listIntakeTokens,
  openIntakeNode,
  relabelCase,
  revokeIntakeToken,
  type StudyId,
} from '@lectern/contracts';
import { CONDUCT } from '../conduct.token.js';
import { CurrentActor, Input } from '../http/input.decorator.js';
import { DICOM_PORT } from './dicom-port.token.js';
import { Serves } from '../http/serves.decorator.js';

/** Who may send images into a study, and what came of it. */
@Controller()
export class IntakeController {
  constructor(
    @Inject(CONDUCT) private readonly conduct: Conduct,
    @Inject(DICOM_PORT) private readonly dicomPort: number | null,
  ) {}

  @Serves(listIntakeTokens)
  tokens(@Param('study') study: StudyId): Promise<IntakeTokenView[]> {
    return this.conduct.arrivals.tokens(study);
  }

  @Serves(createIntakeToken)
  createToken(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(createIntakeToken) { name }: z.output<typeof createIntakeToken.body>,
  ): Promise<z.output<typeof createIntakeToken.response>> {
    return this.conduct.arrivals.createToken(actor, study, name);
  }

  @Serves(revokeIntakeToken)
  revokeToken(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('token') token: string,
    @Input(revokeIntakeToken) { reason }: z.output<typeof revokeIntakeToken.body>,
  ): Promise<void> {
    return this.conduct.arrivals.revokeToken(actor, study, token, reason);
  }

  @Serves(listIntakeNodes)
  async nodes(@Param('study') study: StudyId): Promise<z.output<typeof listIntakeNodes.response>> {
    return { port: this.dicomPort, nodes: await this.conduct.arrivals.nodes(study) };
  }

  @Serves(openIntakeNode)
  openNode(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Input(openIntakeNode) input: z.output<typeof openIntakeNode.body>,
  ): Promise<{ id: string }> {
    return this.conduct.arrivals.openNode(actor, study, input);
  }

  @Serves(closeIntakeNode)
  closeNode(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('node') node: string,
    @Input(closeIntakeNode) { reason }: z.output<typeof closeIntakeNode.body>,
  ): Promise<void> {
    return this.conduct.arrivals.closeNode(actor, study, node, reason);
  }

  @Serves(listArrivals)
  arrivals(@Param('study') study: StudyId): Promise<ArrivingCase[]> {
    return this.conduct.arrivals.list(study);
  }

  @Serves(relabelCase)
  async relabel(
    @CurrentActor() actor: Actor,
    @Param('study') study: StudyId,
    @Param('case') id: CaseId,
    @Input(relabelCase) { label }: z.output<typeof relabelCase.body>,
  ): Promise<z.output<typeof relabelCase.response>> {
    await this.conduct.cases.relabel(actor, study, id, label);
    return { id, label };
  }
}
