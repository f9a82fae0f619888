import { hashOf } from '../hash.js';
import { signatureProblem } from '../electronic-signature.js';
import { pathOf, type BundleContents } from './contents.js';
import type { ChainAct } from './check-chain.js';
import type { Finding } from './finding.js';
import type { BundleManifest } from './manifest.js';

type Check = (contents: BundleContents, acts: readonly ChainAct[], manifest: BundleManifest) => Finding[];

/** Whether what is hashed is what the audit chain recorded when it was fixed. */
export const checkPlan: Check = (contents, acts, manifest) => [
  ...checkFreeze(contents, acts),
  ...checkProtocol(contents),
  ...checkReference(contents, acts),
  ...checkAiResults(contents),
  ...checkLock(contents, acts),
  ...checkSignatures(contents, acts, manifest),
  ...checkAnalysis(contents, acts),
];

const said = (acts: readonly ChainAct[], act: string): Record<string, unknown> | null =>
  (acts.findLast((each) => each.act === act)?.after as Record<string, unknown> | null) ?? null;

const differs = (where: string, problem: string): Finding => ({ where, problem });

function checkFreeze({ freeze, schedule }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  if (!freeze) return [];
  const recorded = said(acts, 'study.frozen');
  const where = pathOf('freeze');
  return [
    ...(hashOf(freeze.manifest) === freeze.hash
      ? []
      : [differs(where, 'the frozen plan was altered: it does not have its hash')]),
    ...(recorded?.['hash'] === freeze.hash
      ? []
      : [differs(where, 'its hash is not the one in the audit chain (study.frozen)')]),
    ...(recorded?.['scheduleHash'] === freeze.scheduleHash
      ? []
      : [differs(where, 'its schedule hash is not the one in the audit chain (study.frozen)')]),
    ...(schedule && hashOf(schedule) === recorded?.['scheduleHash']
      ? []
      : [differs(pathOf('schedule'), 'the schedule is not the one that was frozen')]),
  ];
}

function checkProtocol({ protocol, freeze }: BundleContents): Finding[] {
  if (!protocol) return [];
  const altered = protocol.filter(({ hash, document }) => hashOf(document) !== hash);
  const frozen = freeze?.manifest['protocol'] as { version?: number; hash?: string } | undefined;
  const named = protocol.find(({ version }) => version === frozen?.version);
  return [
    ...altered.map(({ version }) => differs(`${pathOf('protocol')} version ${version}`, 'does not have its hash')),
    ...(named && named.hash === frozen?.hash
      ? []
      : [differs(pathOf('protocol'), 'the frozen version of the protocol is missing or another')]),
  ];
}

function checkReference({ reference, freeze }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  if (!reference) return [];
  const where = pathOf('reference');
  const frozen = freeze?.manifest['referenceStandard'] as { commitment?: string } | null | undefined;
  const recorded = acts.some(
    ({ act, after }) =>
      act === 'reference-standard.imported' &&
      (after as { commitment?: string } | null)?.commitment === reference.commitment,
  );
  return [
    ...(hashOf(reference.committed) === reference.commitment
      ? []
      : [differs(where, 'the reference standard was altered: it does not have its commitment')]),
    ...(frozen?.commitment === reference.commitment && recorded
      ? []
      : [differs(where, 'the reference standard is not the one that was frozen')]),
  ];
}

function checkAiResults({ aiResults, freeze }: BundleContents): Finding[] {
  if (!aiResults || !freeze) return [];
  const frozen = (freeze.manifest['aiResults'] ?? []) as {
    case: number;
    model: string;
    version: string;
    outputHash?: string;
  }[];
  const key = (each: { case: number; model: string; version: string }): string =>
    `case ${each.case}, ${each.model} ${each.version}`;
  const given = new Map(aiResults.map((each) => [key(each), each.outputHash]));
  return frozen
    .filter((each) => given.get(key(each)) !== each.outputHash)
    .map((each) => differs(`${pathOf('aiResults')} ${key(each)}`, 'is not the result that was frozen'));
}

function checkLock({ lock, submissions, events }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  if (!lock) return [];
  const { manifest } = lock;
  const answers = submissions?.map(({ read, stage, version, commitment }) => ({ read, stage, version, commitment }));
  const batches = events?.map(({ read, lease, sequence, receivedAt, hash }) => ({
    read,
    lease,
    sequence,
    receivedAt,
    hash,
  }));
  return [
    ...(hashOf(manifest) === lock.hash ? [] : [differs(pathOf('lock'), 'does not have its hash')]),
    ...(said(acts, 'study.locked')?.['hash'] === lock.hash
      ? []
      : [differs(pathOf('lock'), 'its hash is not the one in the audit chain (study.locked)')]),
    ...(!answers || hashOf(answers) === manifest['submissions']
      ? []
      : [differs(pathOf('submissions'), 'the answers are not those that stood when data entry ended')]),
    ...(!batches || hashOf(batches) === manifest['events']
      ? []
      : [differs(pathOf('events'), 'the events are not those that stood when data entry ended')]),
  ];
}

/** Which acts are signed, and by which field of the act the record is known. */
const signedActs: Readonly<Record<string, string>> = {
  'study.frozen': 'freeze',
  'study.locked': 'lock',
  'protocol.amended': 'amendment',
  'case.unblinded': 'unblinding',
};

function checkSignatures(
  { signatures }: BundleContents,
  acts: readonly ChainAct[],
  { study, key }: BundleManifest,
): Finding[] {
  if (!signatures) return [];
  const where = pathOf('signatures');
  const due = acts.flatMap(({ act, after, index }) => {
    const kind = signedActs[act];
    const hash = (after as { hash?: unknown } | null)?.hash;
    return kind && typeof hash === 'string' ? [{ study, kind, hash, index, act }] : [];
  });
  const missing = due.flatMap(({ index, act, ...record }): Finding[] => {
    const candidates = signatures.filter((each) => each.record.hash === record.hash);
    const problems = candidates.map((each) => signatureProblem(each, record));
    if (problems.includes(null)) return [];
    return [differs(where, problems[0] ?? `nobody's signature stands for ${act} (entry ${index} of the audit chain)`)];
  });
  const stray = signatures.flatMap((each, n): Finding[] => {
    const record = due.find(({ hash }) => hash === each.record.hash);
    if (each.key !== key) return [differs(`${where} signature ${n}`, 'was sealed by another key than the bundle')];
    const problem = record ? signatureProblem(each, record) : 'stands for no record of this study';
    return problem ? [differs(`${where} signature ${n}`, problem)] : [];
  });
  return [...missing, ...stray];
}

function checkAnalysis({ analysis }: BundleContents, acts: readonly ChainAct[]): Finding[] {
  const recorded = said(acts, 'analysis.finished');
  if (!analysis || !recorded) return [];
  return hashOf(analysis) === recorded['analysis']
    ? []
    : [differs(pathOf('analysis'), 'is not the analysis whose hash the audit chain has (analysis.finished)')];
}
