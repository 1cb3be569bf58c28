import type { FieldKind } from '../field-kind.ts';
import { userOperators } from '../operators.ts';
import { link } from './link.field.ts';

/** A colleague: a link to `user` that also knows "me". */
export interface UserOptions {
  readonly backLabel?: string;
  /** A form of a new record begins with the person who fills it in. Never where a rule finds somebody. */
  readonly creatorAtFirst?: boolean;
}

export const user: FieldKind<string, UserOptions> = {
  encoding: 'scalar',
  icon: 'user',
  schema: () => link.schema({ to: 'user' }),
  sortKey: (value, _options, context) => link.sortKey(value, { to: 'user' }, context),
  parse: (input, _options, context) => link.parse(input, { to: 'user' }, context),
  format: (value, _options, context) => link.format(value, { to: 'user' }, context),
  searchText: () => '',
  operators: userOperators,
  groupKeys: (value) => [value],
};
