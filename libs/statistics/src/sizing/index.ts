export * from './sizing.error.js';
export * from './planning-components.js';
export * from './power.js';
export * from './sample-size.js';
export * from './joint-power.js';
export * from './pilot.js';
