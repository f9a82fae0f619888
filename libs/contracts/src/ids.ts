import { z } from 'zod';

/**
 * Identifiers of the record. Each is an opaque text with a brand, so that one kind never stands where another is meant.
 * They carry no meaning: nothing about truth, site or condition may be read off an id.
 */
const id = <Brand extends string>(brand: Brand) =>
  z
    .string()
    .min(1)
    .max(64)
    .brand(brand)
    .meta({ description: `Opaque id of a ${brand}` });

export const userIdSchema = id('User');
export const studyIdSchema = id('Study');
export const caseIdSchema = id('Case');
export const readerIdSchema = id('Reader');
export const sessionIdSchema = id('Session');
export const readIdSchema = id('Read');

export type UserId = z.infer<typeof userIdSchema>;
export type StudyId = z.infer<typeof studyIdSchema>;
export type CaseId = z.infer<typeof caseIdSchema>;
export type ReaderId = z.infer<typeof readerIdSchema>;
export type SessionId = z.infer<typeof sessionIdSchema>;
export type ReadId = z.infer<typeof readIdSchema>;

/** A DICOM unique identifier (PS3.5 section 9). */
export const dicomUidSchema = z
  .string()
  .regex(/^[0-9]+(\.[0-9]+)*$/)
  .max(64)
  .meta({ description: 'DICOM UID' });

/** SHA-256, lower-case hexadecimal. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256, hexadecimal' });

/** An instant in UTC, ISO 8601 with milliseconds, as the server's clock gave it. */
export const instantSchema = z.iso.datetime().meta({ description: 'UTC instant, ISO 8601' });
