import { estimated, isEstimated, notEstimable, type Estimable } from '../data/index.js';
import { mcnemar, wilsonInterval, type ProportionInterval } from '../proportions/index.js';
import {
  clusteredMean,
  clusteredProportion,
  type ClusteredMean,
  type ClusteredProportion,
} from './two-way-clusters.js';

/** One reader's decisions on one case without and with the AI's, which may be those of two sessions or of one. */
export interface AssistedRead {
  readonly reader: string;
  readonly case: string;
  /** The case, unless given. */
  readonly patient?: string;
  /** Truth, and each decision: whether the finding is there. */
  readonly positive: boolean;
  readonly ai: boolean;
  readonly before: boolean;
  readonly after: boolean;
}

/** What became of decisions, out of those named. Every share has an interval that allows for readers and cases. */
export interface ChangeShares {
  readonly reads: number;
  /** Decisions that changed, out of all. */
  readonly changed: Estimable<ClusteredProportion>;
  /** Wrong before and right after, out of all; and out of those wrong before. */
  readonly better: Estimable<ClusteredProportion>;
  readonly betterIfWrong: Estimable<ClusteredProportion>;
  /** Right before and wrong after, out of all; and out of those right before. */
  readonly worse: Estimable<ClusteredProportion>;
  readonly worseIfRight: Estimable<ClusteredProportion>;
  /** Share right after less share right before. */
  readonly net: Estimable<ClusteredMean>;
}

export interface ReaderChange {
  readonly reader: string;
  readonly reads: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  readonly better: number;
  readonly worse: number;
  /** Exact McNemar test of better against worse; null where nothing changed. */
  readonly p: number | null;
  readonly harmed: boolean;
}

export interface AiInteraction {
  readonly all: ChangeShares;
  /** Split by the AI's own answer. */
  readonly aiRight: ChangeShares;
  readonly aiWrong: ChangeShares;
  /** Wrong reads that a right AI put right. */
  readonly benefit: Estimable<ClusteredProportion>;
  /** Right reads that a wrong AI spoilt: following it against one's own right decision. */
  readonly automationBias: Estimable<ClusteredProportion>;
  /** Wrong reads that stayed wrong although the AI was right. */
  readonly underReliance: Estimable<ClusteredProportion>;
  /** Decisions with the AI that are the AI's. */
  readonly agreementAfter: Estimable<ClusteredProportion>;
  readonly readers: readonly ReaderChange[];
  /** Readers with fewer right decisions after than before. */
  readonly readersHarmed: Estimable<ProportionInterval>;
  readonly method: string;
  readonly source: string;
  readonly warnings: readonly string[];
}

/**
 * How often the AI changed readers' decisions for better or worse, by whether it was right itself (automation bias: Goddard et
 * al., J Am Med Inform Assoc 2012; 19:121); shares with standard errors robust to readers and cases (Cameron et al. 2011).
 *
 * @param reads pairs of decisions; give those of positive (negative) cases alone for changes of sensitivity (specificity)
 */
export function aiInteraction(
  reads: readonly AssistedRead[],
  { alpha = 0.05 }: { alpha?: number } = {},
): AiInteraction {
  const judged = reads.map(judge);
  const aiRight = judged.filter((read) => read.aiRight);
  const aiWrong = judged.filter((read) => !read.aiRight);
  const readers = [...new Set(reads.map(({ reader }) => reader))].map((reader) => readerChange(reader, judged));
  const harmed = readers.filter((reader) => reader.harmed).length;
  const share = (of: readonly Judged[], success: (read: Judged) => boolean) => shareOf(of, success, alpha);
  return {
    all: changes(judged, alpha),
    aiRight: changes(aiRight, alpha),
    aiWrong: changes(aiWrong, alpha),
    benefit: share(
      aiRight.filter((read) => !read.rightBefore),
      (read) => read.rightAfter,
    ),
    automationBias: share(
      aiWrong.filter((read) => read.rightBefore),
      (read) => !read.rightAfter,
    ),
    underReliance: share(
      aiRight.filter((read) => !read.rightBefore),
      (read) => !read.rightAfter,
    ),
    agreementAfter: share(judged, (read) => read.rightAfter === read.aiRight),
    readers,
    readersHarmed:
      readers.length === 0 ? notEstimable('no reads') : estimated(wilsonInterval(harmed, readers.length, alpha)),
    method: 'changes of paired decisions; intervals robust to readers and cases',
    source: 'Goddard et al., J Am Med Inform Assoc 2012; 19:121 (automation bias); Cameron, Gelbach and Miller 2011',
    warnings:
      readers.length > 1 && readers.length < 5 ? [`${readers.length} readers: intervals rest on few clusters`] : [],
  };
}

interface Judged {
  readonly reader: string;
  readonly cluster: string;
  readonly aiRight: boolean;
  readonly rightBefore: boolean;
  readonly rightAfter: boolean;
}

function judge(read: AssistedRead): Judged {
  return {
    reader: read.reader,
    cluster: read.patient ?? read.case,
    aiRight: read.ai === read.positive,
    rightBefore: read.before === read.positive,
    rightAfter: read.after === read.positive,
  };
}

function changes(reads: readonly Judged[], alpha: number): ChangeShares {
  const better = (read: Judged) => !read.rightBefore && read.rightAfter;
  const worse = (read: Judged) => read.rightBefore && !read.rightAfter;
  const gain = (read: Judged) => Number(read.rightAfter) - Number(read.rightBefore);
  return {
    reads: reads.length,
    changed: shareOf(reads, (read) => read.rightBefore !== read.rightAfter, alpha),
    better: shareOf(reads, better, alpha),
    betterIfWrong: shareOf(
      reads.filter((read) => !read.rightBefore),
      better,
      alpha,
    ),
    worse: shareOf(reads, worse, alpha),
    worseIfRight: shareOf(
      reads.filter((read) => read.rightBefore),
      worse,
      alpha,
    ),
    net: clusteredMean(
      reads.map((read) => ({ reader: read.reader, cluster: read.cluster, value: gain(read) })),
      alpha,
    ),
  };
}

function shareOf(
  reads: readonly Judged[],
  success: (read: Judged) => boolean,
  alpha: number,
): Estimable<ClusteredProportion> {
  return clusteredProportion(
    reads.map((read) => ({ reader: read.reader, cluster: read.cluster, success: success(read) })),
    alpha,
  );
}

function readerChange(reader: string, judged: readonly Judged[]): ReaderChange {
  const own = judged.filter((read) => read.reader === reader);
  const count = (of: (read: Judged) => boolean) => own.filter(of).length;
  const better = count((read) => !read.rightBefore && read.rightAfter);
  const worse = count((read) => read.rightBefore && !read.rightAfter);
  const both = count((read) => read.rightBefore && read.rightAfter);
  const test = mcnemar({ both, onlyA: worse, onlyB: better, neither: own.length - both - better - worse });
  return {
    reader,
    reads: own.length,
    rightBefore: both + worse,
    rightAfter: both + better,
    better,
    worse,
    p: isEstimated(test) ? test.exact.p : null,
    harmed: worse > better,
  };
}
