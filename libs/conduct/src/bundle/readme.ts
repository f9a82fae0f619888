/** What stands at the top of a bundle for whoever opens it without Lectern. */
export const readme = (title: string): string => `${title}

The whole record of a reader study, exported by Lectern.

  manifest.json, manifest.signature.json   every file with its SHA-256, signed (Ed25519) by the installation
  audit/chain.jsonl                        the audit chain; each entry's hash is the SHA-256 of its content
  audit/heads.json                         heads of the chain, signed when they were made
  signatures.json                          electronic signatures of people
  protocol/                                every version of the protocol
  freeze.json, schedule.json, lock.json    what was fixed before the first read, the worklists, what stood at the end
  reference-standard.json, ai-results.json truth and AI results as they were frozen
  ai-results/                              segmentations (SEG) and scores (SR) of the models of the study, as DICOM
  truthing.json                            how a panel came to the truth: opinions with their commitments, verdicts in order
  reads.jsonl, submissions.jsonl           worklists as they were read, every answer with its commitment
  events.jsonl, image-access.jsonl         raw events of the reading page; who was given which images
  deviations.json, unblindings.json        departures from the plan; who was told what and why
  analysis/                                results, report and table of reads
  record/                                  the rows from which the analysis is computed
  versions.json                            software and models

Check it, offline:   lectern verify BUNDLE [--key PUBLIC-KEY] [--head KEPT-HEADS.json]
`;
