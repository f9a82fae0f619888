/** How many reads come after one of the same reader, condition and case. */
export function countRepeats(
  reads: readonly { readonly reader: string; readonly condition: string; readonly case: string }[],
): number {
  return reads.length - new Set(reads.map((read) => JSON.stringify([read.reader, read.condition, read.case]))).size;
}
