const BOUNDARY = 'lectern-frame-boundary';

/** One part as multipart/related (RFC 2387), as PS3.18 section 8.6.1.2 wants frames and instances. The boundary is fixed: equal content, equal bytes. */
export function multipartRelated(partType: string, bytes: Uint8Array): { contentType: string; bytes: Uint8Array } {
  const head = Buffer.from(`--${BOUNDARY}\r\nContent-Type: ${partType}\r\n\r\n`, 'latin1');
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`, 'latin1');
  const type = partType.split(';')[0];
  return {
    contentType: `multipart/related; type="${type}"; boundary=${BOUNDARY}`,
    bytes: Buffer.concat([head, bytes, tail]),
  };
}
