/** What the reader of formulas says, as what to write next. Its own words name tokens that nobody types. Pure. */

const SIGNS: Readonly<Record<string, string>> = {
  LPAREN: '(',
  RPAREN: ')',
  LBRACKET: '[',
  RBRACKET: ']',
  LBRACE: '{',
  RBRACE: '}',
  COMMA: ',',
  COLON: ':',
  DOT: '.',
  QUESTION: '?',
  PLUS: '+',
  MINUS: '-',
  MULTIPLY: '*',
  DIVIDE: '/',
  MODULO: '%',
  EQ: '==',
  NE: '!=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  AND: '&&',
  OR: '||',
  NOT: '!',
};

function sign(token: string): string {
  return `“${SIGNS[token] ?? token.toLowerCase()}”`;
}

/** Summaries of cel-js 8 (`lib/parser.js`); what is none of these is passed on as it is. */
export function formulaProblem(summary: string): string {
  const token = /^Unexpected token: (\w+)$/.exec(summary)?.[1];
  if (token === 'EOF') return 'it ends too early; a field, a number or a text has to follow';
  if (token !== undefined) return `a field, a number or a text has to stand before ${sign(token)}`;
  const [, expected, got] = /^Expected (\w+), got (\w+)$/.exec(summary) ?? [];
  if (expected === 'IDENTIFIER') return 'the name of a field has to follow the point';
  if (expected === 'COLON' && got === 'EOF')
    return '“:” has to follow, and what it gives otherwise: condition ? this : that';
  if (expected !== undefined && got === 'EOF') return `${sign(expected)} is missing at its end`;
  if (expected !== undefined && got !== undefined)
    return `${sign(expected)} is missing${SIGNS[got] === undefined ? '' : ` before ${sign(got)}`}`;
  const character = /^Unexpected character: '?(.)'?$/.exec(summary)?.[1];
  if (character === '=') return 'compare with “==”; a formula needs no “=” at its beginning';
  if (character !== undefined && ')]}'.includes(character))
    return `there is no bracket that “${character}” closes`;
  if (character === ',')
    return '“,” parts what stands in brackets; numbers are written with a point';
  if (character !== undefined && /[\w"'([]/.test(character))
    return 'a sign such as + or * is missing between two values';
  if (character !== undefined) return `“${character}” means nothing in a formula`;
  if (summary === 'Unterminated string')
    return 'the quotation mark at the end of a text is missing';
  return summary.slice(0, 1).toLowerCase() + summary.slice(1);
}
