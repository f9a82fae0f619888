import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import type { Conduct } from '@lectern/conduct';
import { AnalysisController } from './analysis/analysis.controller.js';
import { CasesController } from './cases/cases.controller.js';
import { DICOM_PORT } from './intake/dicom-port.token.js';
import { PullController } from './intake/pull.controller.js';
import { IntakeController } from './intake/intake.controller.js';
import { StowController } from './dicomweb/stow.controller.js';
import { CONDUCT } from './conduct.token.js';
import { DicomwebController } from './dicomweb/dicomweb.controller.js';
import { ExportsController } from './exports/exports.controller.js';
import { EntityTagInterceptor } from './http/entity-tag.interceptor.js';
import { IdempotencyInterceptor } from './http/idempotency.interceptor.js';
import { PermissionGuard } from './http/permission.guard.js';
import { PreconditionGuard } from './http/precondition.guard.js';
import { ProblemFilter } from './http/problem.filter.js';
import { InstallationController } from './installation/installation.controller.js';
import { VERSION } from './installation/version.token.js';
import { MembersController } from './members/members.controller.js';
import { PeopleController } from './people/people.controller.js';
import { ProgressController } from './progress/progress.controller.js';
import { ConductController } from './readers/conduct.controller.js';
import { ReadersController } from './readers/readers.controller.js';
import { ReadingController } from './reading/reading.controller.js';
import { RecordController } from './record/record.controller.js';
import { OpenIdController } from './sign-in/openid.controller.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { PayloadsController } from './temporal/payloads.controller.js';
import { PlanningController } from './studies/planning.controller.js';
import { StudiesController } from './studies/studies.controller.js';
import { TruthingController } from './truthing/truthing.controller.js';
import { UploadsController } from './uploads/uploads.controller.js';

@Module({})
export class ApiModule {
  static with(conduct: Conduct, version: string, dicomPort: number | null = null): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        InstallationController,
        SignInController,
        OpenIdController,
        StudiesController,
        PlanningController,
        CasesController,
        UploadsController,
        IntakeController,
        PullController,
        MembersController,
        PeopleController,
        ReadersController,
        ConductController,
        ProgressController,
        RecordController,
        AnalysisController,
        ExportsController,
        ReadingController,
        TruthingController,
        PayloadsController,
        DicomwebController,
        StowController,
      ],
      providers: [
        { provide: CONDUCT, useValue: conduct },
        { provide: VERSION, useValue: version },
        { provide: DICOM_PORT, useValue: dicomPort },
        { provide: APP_GUARD, useClass: PermissionGuard },
        { provide: APP_GUARD, useClass: PreconditionGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: EntityTagInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}
