import { describe, expect, it } from 'vitest';
import { problemOfFormula } from './formula.ts';

describe('a formula that cannot be read says what to write next', () => {
  it.each([
    ['employees * 49 +', 'it ends too early; a field, a number or a text has to follow'],
    ['round(a, ', 'it ends too early; a field, a number or a text has to follow'],
    ['(a + b', '“)” is missing at its end'],
    ['a ? b', '“:” has to follow, and what it gives otherwise: condition ? this : that'],
    ['a b', 'a sign such as + or * is missing between two values'],
    ['min(a b)', '“)” is missing'],
    ['a + , b', 'a field, a number or a text has to stand before “,”'],
    ['1 + * 2', 'a field, a number or a text has to stand before “*”'],
    ['a)', 'there is no bracket that “)” closes'],
    ['=a + b', 'compare with “==”; a formula needs no “=” at its beginning'],
    ['1,5 * a', '“,” parts what stands in brackets; numbers are written with a point'],
    ['account.', 'the name of a field has to follow the point'],
    ['a == "x', 'the quotation mark at the end of a text is missing'],
    ['a # b', '“#” means nothing in a formula'],
    ['foo(a)', 'there is no function “foo”'],
  ])('%s', (formula, said) => {
    expect(problemOfFormula(formula)).toBe(said);
  });
});
