export * from './froc-data.js';
export * from './localisation-area.js';
export * from './mark-figures.js';
export * from './curves.js';
export * from './lroc.js';
export type { Boxes, Point3, Region, Sphere } from './geometry.js';
export * from './acceptance.js';
export * from './score-findings.js';
