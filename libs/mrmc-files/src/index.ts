export { MrmcFileError } from './mrmc-file.error.js';
export * from './mrmc-file.js';
export * from './read-mrmc-file.js';
export type { ColumnNames } from './csv-table.js';
export { readRatingsCsv, type RatingField } from './ratings-csv.js';
export { isImrmc, readImrmc } from './imrmc.js';
export { readLrc } from './lrc.js';
export { readRjafroc } from './rjafroc.js';
export * from './reads-csv.js';
