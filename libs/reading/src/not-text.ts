/** Control characters but line breaks and tabs, and lone surrogates: neither a database nor UTF-8 carries all of them. */
export const notText =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
