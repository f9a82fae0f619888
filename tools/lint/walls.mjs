/** The rooms that run in Node, in a browser and inside a workflow alike. */
export const pureRooms = [
  'contracts',
  'evidence',
  'protocol',
  'reading',
  'statistics',
  'mrmc-files',
  'report',
  'phantom',
];

/** Regular expressions of the packages that a PURE room may import. */
export function pureAllowedPackages(room) {
  const more = {
    evidence: ['@noble/curves(/|$)', 'fflate$'],
    'mrmc-files': ['read-excel-file(/|$)', 'fflate$'],
    report: ['echarts(/|$)'],
  };
  return ['zod$', 'yaml$', '@noble/hashes(/|$)', '@stdlib/', ...(more[room] ?? [])];
}

/** What each room may see. Order: contracts, other PURE rooms, technologies and workflows, conduct, applications; nothing sideways between technologies. */
const sees = {
  contracts: [],
  evidence: ['contracts'],
  statistics: ['contracts'],
  phantom: ['contracts'],
  reading: ['contracts', 'evidence'],
  protocol: ['contracts', 'evidence'],
  'mrmc-files': ['contracts', 'statistics'],
  report: ['contracts', 'statistics'],
  dicom: pureRooms,
  inference: pureRooms,
  records: pureRooms,
  storage: pureRooms,
  workflows: pureRooms,
  conduct: [...pureRooms, 'dicom', 'inference', 'records', 'storage', 'workflows'],
  web: pureRooms,
  viewer: ['contracts'],
};

/** For `@nx/enforce-module-boundaries`. Applications wire: server-side ones may see every library. */
export const depConstraints = [
  ...Object.entries(sees).map(([room, others]) => ({
    sourceTag: `room:${room}`,
    onlyDependOnLibsWithTags: [`room:${room}`, ...others.map((other) => `room:${other}`)],
  })),
  { sourceTag: 'app', onlyDependOnLibsWithTags: ['pure', 'technology', 'workflows', 'conduct', 'app'] },
];
