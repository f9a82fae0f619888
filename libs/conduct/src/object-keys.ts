/** Where things are kept in the object store. */
export const quarantineFolder = (caseId: string): string => `quarantine/${caseId}/`;
export const quarantineKey = (caseId: string, file: number): string => `quarantine/${caseId}/${file}.dcm`;
/** Files of a case that come in parts, until they are all there. */
export const uploadFolder = (studyId: string, uploadId: string): string => `uploads/${studyId}/${uploadId}/`;
/** From which byte to which: another attempt at the same part never writes over it. */
export const uploadPartKey = (studyId: string, uploadId: string, start: number, end: number): string =>
  `uploads/${studyId}/${uploadId}/${start}-${end}`;
/** Encrypted originals of a refused case, until they expire. */
export const sealedFolder = (caseId: string): string => `sealed/${caseId}/`;
export const sealedKey = (caseId: string, file: number): string => `sealed/${caseId}/${file}.sealed`;
export const caseFolder = (caseId: string): string => `cases/${caseId}/`;
export const metadataKey = (caseId: string, seriesUid: string): string => `cases/${caseId}/${seriesUid}/metadata.json`;
/** All frames of a stack, one behind the other in the order of its images. */
export const framesKey = (caseId: string, seriesUid: string): string => `cases/${caseId}/${seriesUid}/frames`;
export const resultFolder = (resultId: string): string => `ai/${resultId}/`;
export const segmentationKey = (resultId: string, sopUid: string): string => `ai/${resultId}/${sopUid}.dcm`;
/** The measurement report of a result's score. */
export const reportKey = (resultId: string, sopUid: string): string => `ai/${resultId}/${sopUid}.sr.dcm`;
export const segmentationMetadataKey = (resultId: string, seriesUid: string): string =>
  `ai/${resultId}/${seriesUid}.json`;
export const analysisKey = (studyId: string, name: string): string => `analysis/${studyId}/${name}`;
export const bundleKey = (studyId: string, exportId: string): string => `bundles/${studyId}/${exportId}.zip`;
