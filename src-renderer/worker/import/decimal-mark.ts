import type { Cells } from './csv-parsing.ts';

const FIGURES = /^[^\p{L}]{0,3}-?\(?\d[\d.,'’\s\u00a0\u202f]*\)?[^\p{L}\d]{0,3}$/u;
/** Below this a column is not one of figures: addresses and versions have dots too. */
const FIGURES_SHARE_MIN = 0.8;

/** The mark that one number can only have as its decimal mark, or undefined when it does not tell. */
function markIn(text: string): '.' | ',' | undefined {
  const dots = text.split('.').length - 1;
  const commas = text.split(',').length - 1;
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  // Several of one mark group thousands, or it is no number: 01.03.2017 has dots too.
  if (dots + commas > 1) {
    if (!/^\D*\d{1,3}([.,]\d{3})+\D*$/.test(text)) return undefined;
    return dots > 1 ? ',' : '.';
  }
  // A single mark before three digits may group thousands; before any other number of digits it cannot.
  const digitsAfter = /[.,](\d*)\D*$/.exec(text)?.[1]?.length;
  const mayGroup = digitsAfter === 3 && /^\D*[1-9]\d{0,2}[.,]/.test(text);
  if (mayGroup || dots + commas === 0) return undefined;
  return dots === 1 ? '.' : ',';
}

/** What is looked at of a table. */
interface Figures {
  readonly delimiter: string;
  readonly headers: readonly string[];
  readonly rows: readonly { readonly cells: Cells }[];
}

/** Over all columns of figures. Files with semicolons come from places that write the decimal comma. */
export function guessDecimalMark(table: Figures): '.' | ',' {
  let dots = 0;
  let commas = 0;
  for (let column = 0; column < table.headers.length; column++) {
    let filled = 0;
    let figures = 0;
    let columnDots = 0;
    let columnCommas = 0;
    for (const { cells } of table.rows) {
      const text = (cells[column] ?? '').trim();
      if (text === '') continue;
      filled++;
      if (!FIGURES.test(text)) continue;
      figures++;
      const mark = markIn(text);
      if (mark === '.') columnDots++;
      if (mark === ',') columnCommas++;
    }
    if (figures < filled * FIGURES_SHARE_MIN) continue;
    dots += columnDots;
    commas += columnCommas;
  }
  if (dots !== commas) return dots > commas ? '.' : ',';
  return table.delimiter === ';' ? ',' : '.';
}
