/** Finds the records that the cells of a file mean. Built once an import, entity by entity as they are asked for. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { nearest } from '../../../crm/kernel/fields/option-matching.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { Engine } from '../engine/engine-api.ts';
import { hostOf, nameOf, referenceKeys } from './record-keys.ts';

export type Reference =
  | { readonly found: 'one'; readonly id: string }
  | { readonly found: 'several'; readonly count: number }
  /** `near` is the name of the record that was probably meant. */
  | { readonly found: 'none'; readonly near?: string };

export interface RecordIndex {
  readonly find: (entity: string, text: string) => Reference;
  /** Only the id, for exactly one. */
  readonly idOf: (entity: string, text: string) => string | undefined;
  /** Makes a record known that this import is going to write. `offered`: it may be offered for a near miss. */
  readonly add: (entity: string, id: string, values: Values, offered: boolean) => void;
  /** The name of a record that is here or about to be. */
  readonly nameOf: (entity: string, id: string) => string | undefined;
}

/** Names compared for near misses in one import; without a bound, a column of strange names would run for minutes. */
const COMPARISONS_MAX = 400_000;

interface Named {
  readonly id: string;
  readonly name: string;
}

interface EntityIndex {
  /** Ids by key; archived records stand in the second map and are found only when the first has nothing. */
  readonly current: Map<string, Set<string>>;
  readonly archived: Map<string, Set<string>>;
  readonly offered: Named[];
  readonly names: Map<string, string>;
}

function put(map: Map<string, Set<string>>, key: string, id: string): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, new Set([id]));
  else ids.add(id);
}

export function createRecordIndex(
  engine: Pick<Engine, 'all'>,
  entityNamed: (name: string) => EntityDef | undefined,
): RecordIndex {
  const indexes = new Map<string, EntityIndex>();
  let comparisonsLeft = COMPARISONS_MAX;

  function register(
    index: EntityIndex,
    entity: EntityDef,
    id: string,
    values: Values,
    offered: boolean,
  ): void {
    const name = nameOf(entity, values);
    const map = values['archivedAt'] === undefined ? index.current : index.archived;
    for (const key of referenceKeys(entity, values)) put(map, key, id);
    if (name === '') return;
    // Known already under this name: the row of the file and the record that it updates are one candidate.
    const known = index.names.get(id) === name;
    if (offered && !known && map === index.current) index.offered.push({ id, name });
    index.names.set(id, name);
  }

  function indexOf(name: string): EntityIndex {
    let index = indexes.get(name);
    if (index === undefined) {
      index = { current: new Map(), archived: new Map(), offered: [], names: new Map() };
      indexes.set(name, index);
      const entity = entityNamed(name);
      if (entity !== undefined) {
        for (const row of engine.all(name)) register(index, entity, row.id, row, true);
      }
    }
    return index;
  }

  function nearName(index: EntityIndex, text: string): string | undefined {
    // An address or a number that is one letter off is another one, not a slip.
    if (/@|\d{4}/.test(text) || hostOf(text) !== undefined) return undefined;
    comparisonsLeft -= index.offered.length;
    return comparisonsLeft < 0
      ? undefined
      : nearest(text, index.offered, ({ name }) => [name])?.name;
  }

  function find(entity: string, text: string): Reference {
    const index = indexOf(entity);
    const host = hostOf(text);
    const ids =
      index.current.get(fold(text)) ??
      (host === undefined ? undefined : index.current.get(host)) ??
      index.archived.get(fold(text));
    if (ids !== undefined) {
      const [id] = ids;
      return ids.size === 1 && id !== undefined
        ? { found: 'one', id }
        : { found: 'several', count: ids.size };
    }
    const near = nearName(index, text);
    return near === undefined ? { found: 'none' } : { found: 'none', near };
  }

  return {
    find,
    idOf: (entity, text) => {
      const reference = find(entity, text);
      return reference.found === 'one' ? reference.id : undefined;
    },
    add: (name, id, values, offered) => {
      const entity = entityNamed(name);
      if (entity !== undefined) register(indexOf(name), entity, id, values, offered);
    },
    nameOf: (name, id) => indexOf(name).names.get(id),
  };
}
