/** The bundles of a locked study. */
export const bundles = {
  title: 'Bundle',
  hint: 'One archive with protocol, worklists, reads, events, the record, results and signatures; “lectern verify” checks it anywhere.',
  make: 'Make a bundle',
  download: (bytes: string) => `Download (${bytes})`,
  of: (when: string) => `Bundle of ${when}`,
  failed: (reason: string) => `Failed: ${reason}`,
  none: 'None was made yet.',
};
