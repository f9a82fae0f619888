/// <reference lib="webworker" />
import { MrmcFileError } from '@lectern/mrmc-files';
import type { AnalysisReply, AnalysisRequest } from './analysis-messages.js';
import { analyseFile } from './file-analysis.js';

addEventListener('message', ({ data }: MessageEvent<AnalysisRequest>) => {
  void reply(data).then((message) => postMessage(message));
});

async function reply({ id, name, bytes, choices }: AnalysisRequest): Promise<AnalysisReply> {
  const begun = performance.now();
  try {
    const analysis = await analyseFile(name, bytes, choices);
    return { id, state: 'done', analysis, millis: performance.now() - begun };
  } catch (error) {
    const refused = { id, state: 'refused', place: '', field: null, remedy: null } as const;
    if (!(error instanceof MrmcFileError))
      return { ...refused, reason: error instanceof Error ? error.message : String(error) };
    const { place, field = null, reason, remedy = null } = error;
    return { ...refused, place, field, reason, remedy };
  }
}
