export { seededRandom, shuffled, type Random } from './random.js';
