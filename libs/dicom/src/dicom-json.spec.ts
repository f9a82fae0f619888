import { datasetOf } from './builder.js';
import { toDicomJson } from './dicom-json.js';
import { fromDicomJson } from './from-dicom-json.js';
import { indexSeries } from './series-index.js';
import { testImages } from './testing/test-series.js';

test('attributes take the forms of PS3.18, F.2', () => {
  const dataset = datasetOf({
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: 'Yamada^Tarou=山田^太郎',
    PatientBirthDate: '',
    ImageType: ['ORIGINAL', '', 'M'],
    Rows: 155,
    PixelSpacing: [0.8, 0.7],
    DimensionIndexPointer: '00200032',
    ReferencedImageSequence: [{ ReferencedSOPInstanceUID: '1.2.3' }],
    RedPaletteColorLookupTableData: new Uint8Array([1, 2, 3, 4]),
    PixelData: new Uint8Array(4),
  });
  expect(toDicomJson(dataset, { bulkDataUri: (tag) => `bulk/${tag}` })).toEqual({
    '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
    '00080008': { vr: 'CS', Value: ['ORIGINAL', null, 'M'] },
    '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2.3'] } }] },
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎' }] },
    '00100030': { vr: 'DA' },
    '00209165': { vr: 'AT', Value: ['00200032'] },
    '00280010': { vr: 'US', Value: [155] },
    '00280030': { vr: 'DS', Value: [0.8, 0.7] },
    '00281201': { vr: 'OW', InlineBinary: 'AQIDBA==' },
    '7FE00010': { vr: 'OW', BulkDataURI: 'bulk/7FE00010' },
  });
  expect(toDicomJson(dataset)).not.toHaveProperty('7FE00010');
});

test('text in another character set is served as UTF-8', () => {
  const latin1 = {
    kind: 'value',
    tag: '00100010',
    vr: 'PN',
    bytes: Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c]),
  } as const;
  const json = toDicomJson(new Map([...datasetOf({ SpecificCharacterSet: 'ISO_IR 100' }), ['00100010', latin1]]));
  expect(json['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Müll' }] });
  expect(json['00080005']).toEqual({ vr: 'CS', Value: ['ISO_IR 192'] });
});

test('metadata survives the way to JSON and back', () => {
  for (const { dataset } of testImages()) {
    const json = toDicomJson(dataset);
    expect(toDicomJson(fromDicomJson(JSON.parse(JSON.stringify(json))))).toEqual(json);
  }
});

test('a series is indexed in order of place, with frames as they are served', () => {
  const images = [...testImages({ seed: 1, places: [8, 4, 0, -4] }), ...testImages({ seed: 2 })];
  const index = indexSeries(images);
  expect(index.map(({ seriesInstanceUid, plane, spacingMm }) => [seriesInstanceUid, plane, spacingMm])).toEqual([
    ['2.25.1000.1', 'axial', 4],
    ['2.25.1000.2', 'axial', 4],
  ]);
  const [first] = index;
  expect(first?.instances.map(({ sopInstanceUid }) => sopInstanceUid.at(-1))).toEqual(['4', '3', '2', '1']);
  expect(
    first?.instances.every(
      ({ frame, transferSyntaxUid }) => frame.length === 60 && transferSyntaxUid === '1.2.840.10008.1.2.1',
    ),
  ).toBe(true);
});
