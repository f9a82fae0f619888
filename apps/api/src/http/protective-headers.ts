/** What every answer tells the browser: to take it for what it says it is, to show it in no foreign frame, to tell nobody where it was found. */
export const protectiveHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
} as const;
