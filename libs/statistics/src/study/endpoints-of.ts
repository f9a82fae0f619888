import type { ReadRow } from '@lectern/contracts';
import { accuracyEndpoint } from './accuracy-endpoint.js';
import { agreementEndpoint } from './agreement-endpoint.js';
import type { AnalysedEndpoint } from './analysed-endpoint.js';
import { confidenceEndpoint } from './confidence-endpoint.js';
import { localisationEndpoint } from './localisation-endpoint.js';
import { questionOf } from './study-agreement.js';
import type { EndpointContext } from './study-data.js';
import { timeEndpoint } from './time-endpoint.js';

/** What an endpoint of the plan comes to: itself first, then what it is split into. */
export function endpointsOf(context: EndpointContext): [AnalysedEndpoint, ...AnalysedEndpoint[]] {
  switch (context.endpoint.figure) {
    case 'time':
      return [timeEndpoint(context)];
    case 'confidence':
      return confidenceBySuccess(context);
    case 'agreement':
      return [agreementEndpoint(context)];
    case 'froc-area':
    case 'afroc-area':
    case 'weighted-afroc-area':
    case 'lroc-area':
    case 'lesion-sensitivity':
    case 'false-marks-per-case':
      return [localisationEndpoint(context)];
    default:
      return [accuracyEndpoint(context)];
  }
}

/** Of all reads, and split by whether the decision was right, where there is a decision. */
function confidenceBySuccess(context: EndpointContext): [AnalysedEndpoint, ...AnalysedEndpoint[]] {
  const decision = questionOf(context.plan, 'sensitivity', 'specificity');
  if (decision === null) return [confidenceEndpoint(context)];
  const isRight = (row: ReadRow): boolean | null =>
    row.answers[decision] === undefined ? null : (row.answers[decision] === 'present') === row.truth;
  return [
    confidenceEndpoint(context),
    confidenceEndpoint(context, { id: 'right', title: 'right decisions', includes: (row) => isRight(row) === true }),
    confidenceEndpoint(context, { id: 'wrong', title: 'wrong decisions', includes: (row) => isRight(row) === false }),
  ];
}
