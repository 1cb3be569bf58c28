import { expect, test } from 'vitest';
import { account } from '../../../../crm/modules/account/account.entity.ts';
import { quote } from '../../../../crm/modules/quote/quote.entity.ts';
import { laidSections, mayGoTo, placeBeside, stepOf } from './layout-moves.ts';

const sections = laidSections(account);
const [first, second] = sections;
if (first === undefined || second === undefined) throw new Error('an account has sections');
const last = first.fields.at(-1) ?? '';

test('a step leads to the next place of a section, and from its end into the next section', () => {
  const [one = '', two = ''] = first.fields;
  expect(stepOf(sections, one, 1)).toMatchObject({ section: first, after: two, nth: 2 });
  expect(stepOf(sections, two, -1)).toMatchObject({ section: first, after: null, nth: 1 });
  expect(stepOf(sections, one, -1)).toBeUndefined();
  expect(stepOf(sections, last, 1)).toMatchObject({
    section: second,
    after: null,
    nth: 1,
    of: second.fields.length + 1,
  });
  const [below = ''] = second.fields;
  expect(stepOf(sections, below, -1)).toMatchObject({ section: first, after: last });
});

test('a field that is let go beside another stands there, also in another section', () => {
  const [one = '', two = '', three = ''] = first.fields;
  expect(placeBeside(sections, one, three, true)).toMatchObject({ after: three, nth: 3 });
  expect(placeBeside(sections, three, one, false)).toMatchObject({ after: null, nth: 1 });
  expect(placeBeside(sections, one, two, false)).toBeUndefined();
  const [below = ''] = second.fields;
  expect(placeBeside(sections, one, below, true)).toMatchObject({ section: second, after: below });
});

test('what is as wide as the page stays there, and what rules keep or merges leave is not offered', () => {
  const laid = laidSections(quote);
  const wide = laid.find(({ wide: of }) => of !== undefined);
  const narrow = laid.find(({ wide: of }) => of === undefined);
  if (wide === undefined || narrow === undefined) throw new Error('a quote has both');
  expect(mayGoTo(laid, 'lines', narrow)).toBe(false);
  expect(mayGoTo(laid, narrow.fields[0] ?? '', wide)).toBe(false);
  expect(stepOf(laid, wide.fields.at(-1) ?? '', 1)).toBeUndefined();
  expect(sections.flatMap(({ fields }) => fields)).not.toContain('mergedInto');
});
