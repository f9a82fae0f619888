import { seededRandom } from '@lectern/statistics';

/** What a simulated reader knows of a case: its truth, and what the API serves of the AI in this read. */
export interface SimulatedStimulus {
  /** Names the case's difficulty, the same for all readers: the hash of its pixels. */
  readonly caseHash: string;
  readonly positive: boolean;
  readonly aided: boolean;
  /** Score shown, in [0, 1]; null where the read shows none. */
  readonly aiScore: number | null;
}

export interface SimulatedResponse {
  readonly present: boolean;
  /** 0-100. */
  readonly likelihood: number;
  /** 1-5. */
  readonly confidence: number;
  /** Interpretation time as a person's would be (seconds). */
  readonly seconds: number;
}

/** Separation of positive and negative cases in units of the latent rating's standard deviation: AUC about 0.87 unaided. */
const SEPARATION = 1.6;
/** Variances of the latent rating (Roe and Metz 1997, structure HL of their Table 1, rounded): reader, case, reader x case, residual. */
const VARIANCE = { reader: 0.01, case: 0.3, readerByCase: 0.2, residual: 0.5 };
/** How far a fully confident AI score moves the latent rating: trust, the same for all simulated readers. */
const TRUST = 1.1;
const GEOMETRIC_MEAN_SECONDS = 75;
const LOG_SECONDS_SD = { reader: 0.2, case: 0.2, residual: 0.25 };
/** Aided reads take this share of the time where AI and reader agree, and the second where they do not. */
const AIDED_TIME = { agreeing: 0.7, disagreeing: 1.05 };

/**
 * One reader's answer to one case: a Roe-Metz latent rating (Roe and Metz, Acad Radiol 1997) to which an AI score adds in aided reads; decision by a
 * threshold of the reader's own, confidence by distance from it, time log-normal. Nothing but the score that the API serves tells an aided
 * read from an unaided one.
 */
export function simulateRead(
  seed: string,
  reader: string,
  repetition: string,
  stimulus: SimulatedStimulus,
): SimulatedResponse {
  const normal = (label: string, variance: number): number =>
    Math.sqrt(variance) * seededRandom(`${seed}/${label}`).normal();
  const { caseHash, positive, aided, aiScore } = stimulus;
  const own =
    (positive ? SEPARATION / 2 : -SEPARATION / 2) +
    normal(`reader ${reader} truth ${positive}`, VARIANCE.reader) +
    normal(`case ${caseHash}`, VARIANCE.case) +
    normal(`reader ${reader} case ${caseHash}`, VARIANCE.readerByCase) +
    normal(`reader ${reader} case ${caseHash} read ${repetition}`, VARIANCE.residual);
  const advice = aided && aiScore !== null ? TRUST * (2 * aiScore - 1) : 0;
  const threshold = normal(`threshold of reader ${reader}`, 0.03);
  const latent = own + advice - threshold;

  const logSeconds =
    Math.log(GEOMETRIC_MEAN_SECONDS) +
    normal(`pace of reader ${reader}`, LOG_SECONDS_SD.reader ** 2) +
    normal(`length of case ${caseHash}`, LOG_SECONDS_SD.case ** 2) +
    normal(`time of reader ${reader} case ${caseHash} read ${repetition}`, LOG_SECONDS_SD.residual ** 2);
  const pace = advice === 0 ? 1 : Math.sign(advice) === Math.sign(own) ? AIDED_TIME.agreeing : AIDED_TIME.disagreeing;
  return {
    present: latent > 0,
    likelihood: Math.round(100 / (1 + Math.exp(-1.7 * latent))),
    confidence: Math.min(5, 1 + Math.floor(Math.abs(latent) / 0.45)),
    seconds: Math.exp(logSeconds) * pace,
  };
}
