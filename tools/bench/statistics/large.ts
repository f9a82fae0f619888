/** A large study in a process of its own, so that its memory is its own: prints seconds and the peak of resident memory. */
import { resourceUsage } from 'node:process';
import { seconds } from './stopwatch.js';
import { analyse, ratings, type MrmcMethod } from './workloads.js';

const [method, readers, cases] = process.argv.slice(2) as [MrmcMethod, string, string];
const data = ratings(Number(readers), Number(cases));
const took = seconds(() => analyse(data, method));
process.stdout.write(JSON.stringify({ seconds: took, peakBytes: resourceUsage().maxRSS * 1024 }));
