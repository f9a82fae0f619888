/** Browser time: ms since 1970 with fraction, monotonic within a page (it does not follow corrections of the computer's clock). */
export function browserTime(): number {
  return performance.timeOrigin + performance.now();
}
