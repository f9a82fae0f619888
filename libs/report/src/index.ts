export { csvRow } from './csv.js';
export { codebookCsv, readsCsv } from './reads-table.js';
export { reportHtml } from './report-document.js';
export { resultSentence } from './sentences.js';
export { readersFigure, rocFigure, timeFigure } from './figures.js';
export { seriesStyle } from './series-style.js';
