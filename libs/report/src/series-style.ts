/** Okabe and Ito's colours (safe for colour-blind eyes), told apart in grey print by symbol and dash too. */
const styles = [
  { color: '#0072B2', symbol: 'circle', dash: 'solid' },
  { color: '#D55E00', symbol: 'diamond', dash: 'dashed' },
  { color: '#009E73', symbol: 'triangle', dash: 'dotted' },
  { color: '#CC79A7', symbol: 'rect', dash: [8, 3, 2, 3] },
  { color: '#56B4E9', symbol: 'emptyCircle', dash: [12, 4] },
  { color: '#E69F00', symbol: 'emptyDiamond', dash: [2, 6] },
  { color: '#000000', symbol: 'emptyTriangle', dash: [4, 2] },
] as const;

/** How the series of this number is drawn: seven differ, then they repeat. */
export const seriesStyle = (index: number): (typeof styles)[number] =>
  styles[index % styles.length] as (typeof styles)[number];
