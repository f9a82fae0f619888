const BOUNDARY = 'lectern-frame-boundary';

/** Parts as multipart/related (RFC 2387), as PS3.18 section 8.6.1.2 wants frames and instances. The boundary is fixed: equal content, equal bytes. */
export function multipartRelated(
  partType: string,
  parts: readonly Uint8Array[],
): { contentType: string; pieces: readonly Uint8Array[] } {
  const head = Buffer.from(`--${BOUNDARY}\r\nContent-Type: ${partType}\r\n\r\n`, 'latin1');
  const end = Buffer.from('\r\n', 'latin1');
  const type = partType.split(';')[0];
  return {
    contentType: `multipart/related; type="${type}"; boundary=${BOUNDARY}`,
    pieces: [...parts.flatMap((part) => [head, part, end]), Buffer.from(`--${BOUNDARY}--\r\n`, 'latin1')],
  };
}
