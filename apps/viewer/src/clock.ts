/** Browser time in ms since 1970, monotonic within this frame: the wall clock may jump, this one does not. */
export const browserTime = (): number => performance.timeOrigin + performance.now();
