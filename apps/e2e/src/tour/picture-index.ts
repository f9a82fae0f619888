/** A page that shows every picture, one state a row; opened from its folder. */
export function pictureIndex(pictures: readonly string[], faults: readonly string[]): string {
  const states = Map.groupBy(pictures, (picture) => picture.replace(/-[^-]+(-light|-dark)?\.png$/, ''));
  const rows = [...states].map(([state, taken]) => `<h2 id="${state}">${state}</h2>\n<p>${taken.map(link).join('\n')}</p>`); // prettier-ignore
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every page</title>
<style>
body { margin: 24px; font: 15px system-ui; background: #888; }
img { height: 320px; vertical-align: top; }
h2 { font-size: 15px; }
</style>
<h1>Every page (${states.size} states, ${pictures.length} pictures)</h1>
<ul>
${faults.map((fault) => `<li>${escaped(fault)}</li>`).join('\n')}
</ul>
${rows.join('\n')}
</html>
`;
}

const link = (picture: string): string =>
  `<a href="${picture}"><img loading="lazy" alt="${picture}" title="${picture}" src="${picture}"></a>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
