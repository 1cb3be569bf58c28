// A kind of field is two halves, each a file: its data in the kernel, its React part in the kit. Two tables, total
// over the same names, join them: with one half the product does not compile.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProduct, type ProductCopy } from './product-copy.ts';

const KINDS = 'crm/kernel/field-kinds.ts';
const VIEWS = 'src-renderer/kit/field-views.ts';
const DATA_HALF = 'crm/kernel/fields/rating.field.ts';
const REACT_HALF = 'src-renderer/kit/fields/rating.field-view.tsx';

let copy: ProductCopy;

beforeAll(() => {
  copy = copyProduct();
});
afterAll(() => copy.remove());

test('a kind with only its data half does not compile: the table of React halves misses it by name', () => {
  copy.addFile('rating/rating.field.ts', DATA_HALF);
  copy.addLine(KINDS, 'import { phones }', "import { rating } from './fields/rating.field.ts';");
  copy.addLine(KINDS, '  phones,', '  rating,');
  const errors = copy.errors();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(new RegExp(`^${VIEWS.replaceAll('.', '\\.')}.*'rating'`));
});

test('a kind with both halves compiles with the whole product', () => {
  copy.addFile('rating/rating.field-view.tsx', REACT_HALF);
  copy.addLine(
    VIEWS,
    'import { phonesView }',
    "import { ratingView } from './fields/rating.field-view.tsx';",
  );
  copy.addLine(VIEWS, '  phones: phonesView,', '  rating: ratingView,');
  expect(copy.errors()).toEqual([]);
});

test('it takes two files and one line in each of the two tables, beside the imports', () => {
  const { added, lines } = copy.touched();
  expect(added).toEqual([DATA_HALF, REACT_HALF]);
  const entries = Object.entries(lines).map(([file, all]) => [
    file,
    all.filter((line) => !line.startsWith('import ')),
  ]);
  expect(entries).toEqual([
    [KINDS, ['  rating,']],
    [VIEWS, ['  rating: ratingView,']],
  ]);
});

test('a kind with only its React half does not compile either', () => {
  copy.removeLine(KINDS, '  rating,');
  expect(copy.errors().some((error) => error.startsWith(VIEWS) && error.includes("'rating'"))).toBe(
    true,
  );
});
