import { servedForm } from './served-form.js';

const samples = { form: 'native', contentType: 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1' };
const stream = { form: 'htj2k', contentType: 'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.4.201' };
const image = { form: 'htj2k', contentType: 'image/jphc; transfer-syntax=1.2.840.10008.1.2.4.201' };
const range = (mediaType: string, transferSyntax: string | null = null) => ({ mediaType, transferSyntax });

test.each([
  ['nothing', [], samples, samples],
  ['octets', [range('application/octet-stream')], samples, samples],
  ['anything', [range('*')], samples, samples],
  ['anything in any form', [range('*', '*')], samples, stream],
  ['octets in any form', [range('application/octet-stream', '*')], samples, stream],
  ['octets as samples', [range('application/octet-stream', '1.2.840.10008.1.2.1')], samples, samples],
  ['octets as HTJ2K', [range('application/octet-stream', '1.2.840.10008.1.2.4.201')], null, stream],
  ['the image', [range('image/jphc')], null, image],
  ['the image in any form', [range('image/jphc', '*')], null, image],
  ['the image, else samples', [range('image/jphc'), range('application/octet-stream')], samples, image],
  ['samples before the image', [range('application/octet-stream'), range('image/jphc')], samples, samples],
  ['JPEG, else anything', [range('image/jpeg'), range('*', '*')], samples, stream],
  ['JPEG alone', [range('image/jpeg'), range('image/jphc', '1.2.840.10008.1.2.4.203')], null, null],
])('who takes %s', (_, ranges, ofNative, ofHtj2k) => {
  expect([servedForm('native', ranges), servedForm('htj2k', ranges)]).toEqual([ofNative, ofHtj2k]);
});
