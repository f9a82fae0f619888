import { analysisOperations } from './analysis.operations.js';
import { casesOperations } from './cases.operations.js';
import { conductOperations } from './conduct.operations.js';
import { intakeOperations } from './intake.operations.js';
import { openIdOperations } from './openid.operations.js';
import { peopleOperations } from './people.operations.js';
import { planningOperations } from './planning.operations.js';
import { pullOperations } from './pull.operations.js';
import { readersOperations } from './readers.operations.js';
import { readingOperations } from './reading.operations.js';
import { recordOperations } from './record.operations.js';
import { signInOperations } from './sign-in.operations.js';
import { studiesOperations } from './studies.operations.js';
import { truthingOperations } from './truthing.operations.js';
import { uploadsOperations } from './uploads.operations.js';

export * from './analysis.operations.js';
export * from './cases.operations.js';
export * from './conduct.operations.js';
export * from './intake.operations.js';
export * from './openid.operations.js';
export * from './people.operations.js';
export * from './planning.operations.js';
export * from './pull.operations.js';
export * from './readers.operations.js';
export * from './reading.operations.js';
export * from './record.operations.js';
export * from './sign-in.operations.js';
export * from './studies.operations.js';
export * from './truthing.operations.js';
export * from './uploads.operations.js';

/** Every operation of the API. A route that is not of this list does not exist. */
export const operations = [
  ...signInOperations,
  ...openIdOperations,
  ...casesOperations,
  ...intakeOperations,
  ...uploadsOperations,
  ...pullOperations,
  ...readersOperations,
  ...studiesOperations,
  ...analysisOperations,
  ...readingOperations,
  ...conductOperations,
  ...planningOperations,
  ...recordOperations,
  ...truthingOperations,
  ...peopleOperations,
] as const;
