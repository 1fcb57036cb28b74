// Owns the text form in which cells travel over the clipboard: tabs between cells, quotes where needed. Knows no DOM.

export function cellsToText(rows: readonly (readonly string[])[]): string {
  const written = (text: string): string =>
    /[\t\n\r"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  return rows.map((row) => row.map(written).join('\t')).join('\n');
}

export function textToCells(text: string): string[][] {
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(body);
    const end = quoted ? at + quoted[0].length : cellEnd(body, at);
    row.push(quoted ? (quoted[1] ?? '').replace(/""/g, '"') : body.slice(at, end));
    if (body[end] !== '\t') {
      rows.push(row);
      row = [];
    }
    if (end >= body.length) return rows;
    at = end + 1;
  }
}

const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;

function cellEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end += 1;
  return end;
}
