import type { FrameRange } from '@lectern/conduct';

const members = /(?:[^,"]|"[^"]*")+/g;
const parameters = /(?:[^;"]|"[^"]*")+/g;

/**
 * What an Accept header says of frames, best liked first (RFC 9110, 12.5.1; PS3.18, 8.7.5). Frames go as parts of a multipart answer alone, so that ranges of single parts
 * are named as nothing that can be served.
 *
 * @returns none where there is no header: the client does not say
 */
export function acceptedFrames(accept: string | undefined): readonly FrameRange[] {
  if (accept !== last.accept) last = { accept, ranges: rangesOf(accept) };
  return last.ranges;
}

/** A viewer says the same at each of hundreds of frames. */
let last: { readonly accept: string | undefined; readonly ranges: readonly FrameRange[] } = {
  accept: undefined,
  ranges: [],
};

function rangesOf(accept: string | undefined): FrameRange[] {
  const ranges = (accept?.match(members) ?? []).map(rangeOf).filter(({ quality }) => quality > 0);
  const liked = ranges.toSorted((a, b) => b.quality - a.quality);
  if (accept?.trim() && liked.length === 0) return [{ mediaType: 'none', transferSyntax: null }];
  return liked.map(({ mediaType, transferSyntax }) => ({ mediaType, transferSyntax }));
}

function rangeOf(member: string): FrameRange & { readonly quality: number } {
  const [type = '', ...rest] = (member.match(parameters) ?? []).map((each) => each.trim());
  const named = new Map(rest.map(parameterOf));
  const range = type.toLowerCase();
  const quality = Number(named.get('q') ?? 1);
  return {
    mediaType: range === 'multipart/related' ? (named.get('type')?.toLowerCase() ?? '*') : wildOrNone(range),
    transferSyntax: named.get('transfer-syntax') ?? null,
    quality: Number.isNaN(quality) ? 0 : quality,
  };
}

const wildOrNone = (range: string): string => (range === '*/*' || range === 'multipart/*' ? '*' : 'none');

function parameterOf(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=');
  return [
    name.trim().toLowerCase(),
    value
      .join('=')
      .trim()
      .replace(/^"(.*)"$/, '$1'),
  ];
}
