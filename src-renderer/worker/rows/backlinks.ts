/**
 * The other side of every link: which records point at one. Derived, never stored, one index a field, built when it
 * is first asked for and brought up to date from the table's log when it is asked again.
 */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { linkFieldsOf, type LinkField } from './link-fields.ts';
import type { RowStore } from './row-store.ts';
import type { RowTable } from './row-table.ts';

export interface Backlink {
  readonly entity: string;
  readonly id: string;
  /** `account`, or `contacts.contact` for a column of child rows. */
  readonly field: string;
}

export interface Backlinks {
  /** Every record that points at this one, archived ones included, by entity, field and id. */
  readonly to: (entity: string, id: string) => readonly Backlink[];
  /** Ids of the records of `from` whose `field` points at this one, by id; none when there is no such link field. */
  readonly through: (from: string, field: string, entity: string, id: string) => readonly string[];
}

export function createBacklinks(deps: {
  readonly rows: RowStore;
  readonly entities: readonly EntityDef[];
}): Backlinks {
  const indexes = new Map<LinkField, LinkIndex>();

  function indexOf(from: EntityDef, field: LinkField): LinkIndex {
    let index = indexes.get(field);
    if (index === undefined) {
      index = new LinkIndex(deps.rows.table(from.name), field);
      indexes.set(field, index);
    }
    return index;
  }

  return {
    to: (entity, id) =>
      deps.entities.flatMap((from) =>
        linkFieldsOf(from)
          .filter((field) => field.to === entity || field.to === '*')
          .flatMap((field) =>
            indexOf(from, field)
              .pointingAt(entity, id)
              .map((source) => ({ entity: from.name, id: source, field: field.path })),
          ),
      ),
    through: (from, path, entity, id) => {
      const definition = deps.entities.find(({ name }) => name === from);
      const field =
        definition === undefined
          ? undefined
          : linkFieldsOf(definition).find((other) => other.path === path);
      return definition === undefined || field === undefined
        ? []
        : indexOf(definition, field).pointingAt(entity, id);
    },
  };
}

class LinkIndex {
  readonly #table: RowTable;
  readonly #field: LinkField;
  #slotsByTarget = new Map<string, Set<number>>();
  #targetsBySlot: (readonly string[] | undefined)[] = [];
  #seen = -1;

  constructor(table: RowTable, field: LinkField) {
    this.#table = table;
    this.#field = field;
  }

  pointingAt(entity: string, id: string): readonly string[] {
    const key = this.#keyOf(entity, id);
    if (key === undefined) return [];
    this.#catchUp();
    const slots = this.#slotsByTarget.get(key);
    if (slots === undefined) return [];
    return Array.from(slots, (slot) => this.#table.rows[slot]?.id ?? '').toSorted();
  }

  /** Links to one entity are kept by id alone, which the rows hold already: no string of its own a link. */
  #keyOf(entity: string, id: string): string | undefined {
    if (this.#field.to === '*') return `${entity}/${id}`;
    return this.#field.to === entity ? id : undefined;
  }

  #catchUp(): void {
    const { log, rows } = this.#table;
    const changed = log.since(this.#seen);
    this.#seen = log.position;
    if (changed === null) {
      this.#slotsByTarget = new Map();
      this.#targetsBySlot = [];
      for (let slot = 0; slot < rows.length; slot++) this.#add(slot);
      return;
    }
    for (const slot of new Set(changed)) {
      this.#drop(slot);
      this.#add(slot);
    }
  }

  #drop(slot: number): void {
    for (const target of this.#targetsBySlot[slot] ?? []) {
      const slots = this.#slotsByTarget.get(target);
      slots?.delete(slot);
      if (slots?.size === 0) this.#slotsByTarget.delete(target);
    }
    this.#targetsBySlot[slot] = undefined;
  }

  #add(slot: number): void {
    const row = this.#table.rows[slot];
    if (row === undefined) return;
    const targets: string[] = [];
    this.#field.each(row, (entity, id) => {
      const key = this.#keyOf(entity, id);
      if (key !== undefined) targets.push(key);
    });
    if (targets.length === 0) return;
    this.#targetsBySlot[slot] = targets;
    for (const target of targets) {
      const slots = this.#slotsByTarget.get(target);
      if (slots === undefined) this.#slotsByTarget.set(target, new Set([slot]));
      else slots.add(slot);
    }
  }
}
