import { parentPort } from 'node:worker_threads';
import { readGrid, type Situation } from './grid.js';
import { runSituation } from './run-situation.js';

const grid = readGrid();
parentPort?.on('message', (situation: Situation) => parentPort?.postMessage(runSituation(grid, situation)));
