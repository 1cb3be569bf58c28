/** The names by which people write fields in a formula. A formula is kept with keys; what a field is called is free. */
import { isCustomKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { renamed } from '../../../crm/kernel/custom/formula-text.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { linkedEntityOf } from '../list/field-paths.ts';

/** Words of the language, which are no names. */
const RESERVED = ['in', 'true', 'false', 'null', 'today'];

export interface FormulaNames {
  readonly nameOf: ReadonlyMap<string, string>;
  readonly keyOf: ReadonlyMap<string, string>;
}

const known = new WeakMap<EntityDef, FormulaNames>();

/** What was built in goes by its key; a custom field by its label, with a number where two would be alike. */
export function formulaNames(entity: EntityDef): FormulaNames {
  let names = known.get(entity);
  if (names === undefined) known.set(entity, (names = namesIn(entity)));
  return names;
}

function namesIn(entity: EntityDef): FormulaNames {
  const keys = Object.keys(entity.fields);
  const builtIn = keys.filter((key) => !isCustomKey(key));
  const keyOf = new Map<string, string>(builtIn.map((key) => [key, key]));
  // By key, not by place: moving a field renames nothing.
  for (const key of keys.filter(isCustomKey).toSorted()) {
    const wanted = nameFrom(entity.fields[key]?.label ?? '');
    let name = wanted;
    for (let count = 2; keyOf.has(name) || RESERVED.includes(name); count++)
      name = `${wanted}${count}`;
    keyOf.set(name, key);
  }
  return { keyOf, nameOf: new Map(Array.from(keyOf, ([name, key]) => [key, name])) };
}

/** `Annual fee (net)` → `annualFeeNet`. */
function nameFrom(label: string): string {
  const words = fold(label)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const name = words
    .map((word, index) => (index === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');
  return /^[a-z]/.test(name) ? name : `field${name}`;
}

function translated(
  entity: EntityDef,
  expression: string,
  other: (names: FormulaNames, name: string) => string | undefined,
  keyIn: (names: FormulaNames, name: string) => string | undefined,
): string {
  return renamed(expression, (name, before) => {
    const [link] = before;
    if (link === undefined) return other(formulaNames(entity), name) ?? name;
    if (before.length > 1) return name;
    const field = entity.fields[keyIn(formulaNames(entity), link) ?? ''];
    const to = field === undefined ? undefined : linkedEntityOf(field);
    const linked = to === undefined ? undefined : entityNamed(to);
    return (linked === undefined ? undefined : other(formulaNames(linked), name)) ?? name;
  });
}

/** As it is kept. */
export function toKeys(entity: EntityDef, written: string): string {
  const keyOf = ({ keyOf: keys }: FormulaNames, name: string) => keys.get(name);
  return translated(entity, written, keyOf, keyOf);
}

/** As people read it. */
export function toNames(entity: EntityDef, kept: string): string {
  return translated(
    entity,
    kept,
    ({ nameOf }, key) => nameOf.get(key),
    (_names, key) => key,
  );
}
