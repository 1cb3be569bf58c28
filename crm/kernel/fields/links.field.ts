import * as z from 'zod';
import type { FieldKind } from '../field-kind.ts';
import { setOperators } from '../operators.ts';
import { fold } from '../text-folding.ts';
import type { LinkOptions } from './link.field.ts';

const LINKS_MAX = 500;

/**
 * Any number of records, as a set of document names (`contact/<id>`): `to: '*'` lets them be of any entity,
 * as an activity may be about a deal and two contacts.
 */
export const links: FieldKind<readonly string[], LinkOptions> = {
  encoding: 'set',
  icon: 'arrows-join',
  schema: ({ to }) => {
    const target = to === '*' ? '[a-z][A-Za-z0-9]*' : to;
    return z
      .array(z.string().regex(new RegExp(`^${target}/[0-9a-f-]{36}$`)))
      .max(LINKS_MAX)
      .readonly();
  },
  sortKey: (value, _options, context) => {
    const titles = value.map((name) => titleOfName(name, context.titleOf) ?? '');
    return fold(titles.join(', '));
  },
  parse: (input, { to }, context) => {
    const names: string[] = [];
    for (const word of input.split(/\s*(?:;|:::)\s*/).filter((part) => part !== '')) {
      const found = context.findRecord(to, word);
      if (found === undefined)
        return { ok: false, reason: `“${word}” names no ${to === '*' ? 'record' : to}` };
      names.push(to === '*' ? found : `${to}/${found}`);
    }
    return { ok: true, value: names.toSorted() };
  },
  format: (value, _options, context) =>
    value.map((name) => titleOfName(name, context.titleOf) ?? '').join('; '),
  searchText: () => '',
  operators: setOperators,
  groupKeys: (value) => value,
};

function titleOfName(
  name: string,
  titleOf: (entity: string, id: string) => string | undefined,
): string | undefined {
  const [entity = '', id = ''] = name.split('/');
  return titleOf(entity, id);
}
