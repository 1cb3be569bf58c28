import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { choiceOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';

export interface LinkOptions {
  /** Name of the entity that it points to. */
  readonly to: string;
  /** Label of the related list on the other side: `Deals` on an account. Absent: not shown there. */
  readonly backLabel?: string;
  /** A list that a team keeps: an import adds the names that it lacks, unless somebody says otherwise. */
  readonly grows?: boolean;
}

/** The id of one record of another entity (or of the same). The other side is derived, never stored. */
export const link: FieldKind<string, LinkOptions> = {
  encoding: 'scalar',
  icon: 'arrow-up-right',
  schema: () => z.uuid(),
  sortKey: (value, { to }, context) => {
    const title = context.titleOf(to, value);
    return title === undefined ? undefined : fold(title);
  },
  parse: (input, { to }, context) => {
    const found = context.findRecord(to, input.trim());
    return found === undefined
      ? { ok: false, reason: `names no ${to}` }
      : { ok: true, value: found };
  },
  format: (value, { to }, context) => context.titleOf(to, value) ?? '',
  searchText: () => '',
  operators: choiceOperators(String),
  groupKeys: (value) => [value],
};
