import { analysisStateSchema } from '../analysis.schema.js';
import { pageOf, pageRequestSchema } from '../page.schema.js';
import { bundleExportStateSchema } from '../study.schema.js';
import { defineOperation } from './operation.js';

/** Analysis */
export const getAnalysis = defineOperation({
  id: 'getAnalysis',
  method: 'get',
  path: '/api/studies/:study/analysis',
  permission: 'study:view-analysis',
  tag: 'Analysis',
  summary: 'The computed result, or why there is none yet',
  body: null,
  response: analysisStateSchema,
});
export const getAnalysisDocument = defineOperation({
  id: 'getAnalysisDocument',
  method: 'get',
  path: '/api/studies/:study/analysis/:document',
  permission: 'study:export',
  tag: 'Analysis',
  summary: 'report.html, analysis.json, reads.csv or codebook.csv',
  produces: ['text/html', 'application/json', 'text/csv'],
  body: null,
  response: null,
});

/** Export */
const exportOf = { permission: 'study:export', tag: 'Export' } as const;
export const requestExport = defineOperation({
  ...exportOf,
  id: 'requestExport',
  method: 'post',
  path: '/api/studies/:study/exports',
  afterLock: true,
  summary: 'Ask for the bundle of a locked study; it is made in the background',
  status: 202,
  body: null,
  response: bundleExportStateSchema,
});
export const listExports = defineOperation({
  ...exportOf,
  id: 'listExports',
  method: 'get',
  path: '/api/studies/:study/exports',
  summary: 'Bundles that were asked for, newest first',
  query: pageRequestSchema,
  body: null,
  response: pageOf(bundleExportStateSchema),
});
export const getExport = defineOperation({
  ...exportOf,
  id: 'getExport',
  method: 'get',
  path: '/api/studies/:study/exports/:export',
  summary: 'How far a bundle is',
  tagged: true,
  body: null,
  response: bundleExportStateSchema,
});
export const getBundle = defineOperation({
  ...exportOf,
  id: 'getBundle',
  method: 'get',
  path: '/api/studies/:study/exports/:export/bundle.zip',
  summary: 'The bundle: protocol, schedule, reads, events, audit chain, results, hashes and signatures in one zip',
  tagged: true,
  produces: ['application/zip'],
  body: null,
  response: null,
});

export const analysisOperations = [
  getAnalysis,
  getAnalysisDocument,
  requestExport,
  listExports,
  getExport,
  getBundle,
] as const;
