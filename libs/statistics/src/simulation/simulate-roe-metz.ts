import type { MrmcData } from '../data/index.js';
import type { SimulationDesign } from './design.js';
import type { Random } from './random.js';
import type { RoeMetzModel } from './roe-metz.js';
import { emptyStudy } from './study.js';

/**
 * Ratings of one reader study drawn from a Roe-Metz model (Roe and Metz, Acad Radiol 1997; Hillis 2012). What a design leaves unread is never drawn, but the effects
 * of readers and cases are, so that two designs of one seed share them.
 *
 * @throws RangeError if design and model have different numbers of conditions
 */
export function simulateRoeMetz(design: SimulationDesign, model: RoeMetzModel, random: Random): MrmcData {
  if (design.conditions !== model.means.length)
    throw new RangeError(`${design.conditions} conditions in the design, ${model.means.length} in the model`);
  const study = emptyStudy(design);
  const ratings = new Float64Array(study.read.length);
  const cases = study.cases.length;
  const readerEffects = drawReaderEffects(design, model, random);
  for (let k = 0; k < cases; k++) {
    const positive = k >= design.negatives;
    const scale = positive ? 1 / model.b : 1;
    const caseEffects = drawCaseEffects(design.conditions, model, scale, random);
    for (let j = 0; j < design.readers; j++) {
      const readerCase = scale * Math.sqrt(model.variances.readerCase) * random.normal();
      for (let i = 0; i < design.conditions; i++) {
        if (!design.reads(j, i, k)) continue;
        const cell = i * design.readers + j;
        const error = scale * Math.sqrt(model.variances.error) * random.normal();
        const mean = positive ? (model.means[i] as number) : 0;
        const reader = readerEffects[2 * cell + (positive ? 1 : 0)] as number;
        study.read[cell * cases + k] = 1;
        ratings[cell * cases + k] = mean + reader + (caseEffects[i] as number) + readerCase + error;
      }
    }
  }
  return { ...study, ratings };
}

/** By `2 * cell + truth`: R_jt + (tauR)_ijt. */
function drawReaderEffects(design: SimulationDesign, model: RoeMetzModel, random: Random): Float64Array {
  const effects = new Float64Array(2 * design.conditions * design.readers);
  const shared = Math.sqrt(model.variances.reader);
  const own = Math.sqrt(model.variances.readerCondition);
  for (let j = 0; j < design.readers; j++) {
    for (let truth = 0; truth < 2; truth++) {
      const reader = shared * random.normal();
      for (let i = 0; i < design.conditions; i++)
        effects[2 * (i * design.readers + j) + truth] = reader + own * random.normal();
    }
  }
  return effects;
}

/** By condition: C_kt + (tauC)_ikt. */
function drawCaseEffects(conditions: number, model: RoeMetzModel, scale: number, random: Random): Float64Array {
  const shared = scale * Math.sqrt(model.variances.case) * random.normal();
  const own = scale * Math.sqrt(model.variances.caseCondition);
  return Float64Array.from({ length: conditions }, () => shared + own * random.normal());
}

/** Decisions from ratings: 1 where the rating is at or above the threshold, 0 below. */
export function decisionsAt(data: MrmcData, threshold: number): MrmcData {
  return { ...data, ratings: data.ratings.map((rating) => (rating >= threshold ? 1 : 0)) };
}
