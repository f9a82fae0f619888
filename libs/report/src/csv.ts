/** One row of RFC 4180 CSV: fields with commas, quotes or line breaks are quoted; null and undefined are empty. */
export function csvRow(fields: readonly unknown[]): string {
  return fields.map(csvField).join(',');
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
