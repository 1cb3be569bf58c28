import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { setOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';
import { labelOf, matchOption } from './option-matching.ts';
import { OPTION_MAX_CHARS, type SelectOptions } from './select.field.ts';

/** Bounds a set, so that a column of free text imported as tags does not become thousands of members. */
const MEMBERS_MAX = 200;

interface MultiSelectOptions extends SelectOptions {
  /** Words beyond the list are welcome: tags. */
  readonly open?: boolean;
}

/** Any number of options; each is a member of a set, so concurrent additions all stay. */
export const multiSelect: FieldKind<readonly string[], MultiSelectOptions> = {
  encoding: 'set',
  icon: 'tags',
  schema: () => z.array(z.string().min(1).max(OPTION_MAX_CHARS)).max(MEMBERS_MAX).readonly(),
  sortKey: (value) => fold(value.join(', ')),
  parse: (input, { options, open = false }) => {
    const words = input
      .split(/;|,|:::/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    const chosen = new Set<string>();
    for (const word of words) {
      const match = matchOption(word, options);
      if (match.ok) chosen.add(match.value);
      else if (open) chosen.add(word.slice(0, OPTION_MAX_CHARS));
      else return { ok: false, reason: `“${word}” ${match.reason}` };
    }
    return { ok: true, value: [...chosen].toSorted() };
  },
  format: (value, { options }) => value.map((member) => labelOf(member, options)).join(', '),
  searchText: (value, { options }) => value.map((member) => labelOf(member, options)).join(' '),
  operators: setOperators,
  groupKeys: (value) => value,
};
