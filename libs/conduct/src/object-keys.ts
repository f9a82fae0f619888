/** Where things are kept in the object store. */
export const quarantineFolder = (caseId: string): string => `quarantine/${caseId}/`;
export const quarantineKey = (caseId: string, file: number): string => `quarantine/${caseId}/${file}.dcm`;
export const caseFolder = (caseId: string): string => `cases/${caseId}/`;
export const metadataKey = (caseId: string, seriesUid: string): string => `cases/${caseId}/${seriesUid}/metadata.json`;
/** `frame` counts from 1. */
export const frameKey = (caseId: string, seriesUid: string, sopUid: string, frame: number): string =>
  `cases/${caseId}/${seriesUid}/${sopUid}/${frame}`;
export const resultFolder = (resultId: string): string => `ai/${resultId}/`;
export const segmentationKey = (resultId: string, sopUid: string): string => `ai/${resultId}/${sopUid}.dcm`;
export const segmentationMetadataKey = (resultId: string, seriesUid: string): string =>
  `ai/${resultId}/${seriesUid}.json`;
export const analysisKey = (studyId: string, name: string): string => `analysis/${studyId}/${name}`;
export const bundleKey = (studyId: string, exportId: string): string => `bundles/${studyId}/${exportId}.zip`;
