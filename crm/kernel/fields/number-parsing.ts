/** Numbers as people and spreadsheets write them: `1,234.5`, `1.234,5`, `1 234`, `(12)`, `-3`, `12 %`. */

const SHAPE = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** `null` when the text is not one number. `decimal` is decided over the whole column by the importer. */
export function parseNumber(input: string, decimal: '.' | ','): number | null {
  let text = input
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace('\u2212', '-');
  const negative = /^\(.*\)$/.test(text);
  if (negative) text = text.slice(1, -1);
  text = decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', '');
  if (!SHAPE.test(text)) return null;
  const value = Number(text);
  if (!Number.isFinite(value)) return null;
  // Minus nought is nought, and would count as a change of it.
  return (negative ? -value : value) + 0;
}
