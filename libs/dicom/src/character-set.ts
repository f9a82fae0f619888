/** WHATWG labels of the single-byte and multi-byte sets without code extensions (PS3.3, tables C.12-2 and C.12-5). */
const labels: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'iso-8859-9',
  'ISO_IR 203': 'iso-8859-15',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 166': 'tis-620',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 58': 'gb2312',
  'ISO 2022 IR 149': 'euc-kr',
};

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/**
 * Text of bytes in the given values of Specific Character Set. Code extensions (ISO 2022) are followed for
 * Japanese; for Korean and Chinese the escape sequences are dropped, which is right where G1 alone is switched.
 * Bytes that do not fit become U+FFFD: the text is for people to look at, never a key.
 */
export function decodeText(bytes: Uint8Array, characterSets: readonly string[]): string {
  const named = characterSets.filter((set) => set !== '' && set !== 'ISO 2022 IR 6' && set !== 'ISO_IR 6');
  const set = named.find((name) => name.startsWith('ISO 2022 IR')) ?? named[0];
  const label = set === undefined ? 'utf-8' : (labels[set] ?? labels[set.replace('ISO 2022 IR', 'ISO_IR')] ?? 'utf-8');
  const text = decoderOf(label).decode(bytes);
  return label === 'iso-2022-jp' ? text : text.replace(/\u001b[$()\-.][A-Z0-9)]?[A-Z]?/g, '');
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  let decoder = decoders.get(label);
  if (!decoder) decoders.set(label, (decoder = new TextDecoder(label)));
  return decoder;
}
