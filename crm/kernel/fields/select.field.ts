import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { choiceOperators } from '../operators.ts';
import { labelOf, matchOption, type Option } from './option-matching.ts';

export interface SelectOptions {
  readonly options: readonly Option[];
  /** A form of a new record begins with this one of them. */
  readonly atFirst?: string;
}

export const OPTION_MAX_CHARS = 120;

/**
 * One of a list of options. A value that is not (or no longer) in the list is kept and shown as it is:
 * a teammate with newer settings may have written it.
 */
export const select: FieldKind<string, SelectOptions> = {
  encoding: 'scalar',
  icon: 'circle-dot',
  schema: () => z.string().min(1).max(OPTION_MAX_CHARS),
  // Options sort in the order in which they were declared: a stage or a priority is not alphabetical.
  sortKey: (value, { options }) => {
    const index = options.findIndex((option) => option.value === value);
    return index < 0 ? options.length : index;
  },
  parse: (input, { options }) => matchOption(input, options),
  format: (value, { options }) => labelOf(value, options),
  searchText: () => '',
  operators: choiceOperators(String),
  groupKeys: (value) => [value],
};
