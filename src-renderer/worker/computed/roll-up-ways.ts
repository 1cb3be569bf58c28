/** The ways on which counted records lead to one: by a field of their own, or by a record that they point at. */
import type { RollUp, RollUpWay } from '../../../crm/kernel/custom/computed-definition.ts';
import { linkKey, type LinkField } from '../rows/link-fields.ts';
import type { LinkIndex } from '../rows/link-index.ts';
import type { RowStore } from '../rows/row-store.ts';

export class Way {
  /** Of the counted records. */
  readonly links: LinkIndex;
  /** Of the records between. */
  readonly via: LinkIndex | undefined;
  readonly #to: string;
  #seen = -1;
  #seenVia = -1;

  constructor(to: string, links: LinkIndex, via: LinkIndex | undefined) {
    this.#to = to;
    this.links = links;
    this.via = via;
  }

  isReady(): boolean {
    return this.links.isReady() && (this.via?.isReady() ?? true);
  }

  /** Calls with the slot of every counted record that leads there, maybe more than once; as of `catchUp`. */
  each(id: string, visit: (slot: number) => void): void {
    const { links, via } = this;
    const to = this.#to;
    if (via === undefined) {
      for (const slot of links.slotsAt(linkKey(links.field, to, id) ?? '')) visit(slot);
      return;
    }
    const { entity, rows } = via.table;
    for (const between of via.slotsAt(linkKey(via.field, to, id) ?? '')) {
      const row = rows[between];
      // What is put away is no way to anything.
      if (row === undefined || row.archivedAt !== undefined) continue;
      for (const slot of links.slotsAt(linkKey(links.field, entity, row.id) ?? '')) visit(slot);
    }
  }

  /** Calls with the ids of the records to which something else leads now; undefined: any of them. */
  catchUp(touched: (id: string | undefined) => void): void {
    const { links, via } = this;
    links.catchUp();
    via?.catchUp();
    if (via !== undefined && via.touched.position !== this.#seenVia) {
      const keys = via.touched.since(this.#seenVia);
      this.#seenVia = via.touched.position;
      if (keys === null) touched(undefined);
      else for (const key of keys) this.#at(via.field, key, touched);
    }
    if (links.touched.position === this.#seen) return;
    const keys = links.touched.since(this.#seen);
    this.#seen = links.touched.position;
    if (keys === null) return touched(undefined);
    for (const key of keys) {
      if (via === undefined) this.#at(links.field, key, touched);
      else {
        const between = idIn(links.field, via.table.entity, key);
        const row = between === undefined ? undefined : via.table.get(between);
        if (row !== undefined) via.field.eachKey(row, (at) => this.#at(via.field, at, touched));
      }
    }
  }

  #at(field: LinkField, key: string, touched: (id: string) => void): void {
    const id = idIn(field, this.#to, key);
    if (id !== undefined) touched(id);
  }
}

/** undefined: it is another entity's record. */
function idIn({ byName }: LinkField, entity: string, key: string): string | undefined {
  if (byName !== true) return key;
  return key.startsWith(`${entity}/`) ? key.slice(entity.length + 1) : undefined;
}

/** undefined where the first of them leads here no more. */
export function waysOf(rows: RowStore, to: string, rollUp: RollUp): readonly Way[] | undefined {
  const leadsTo = (index: LinkIndex | undefined, entity: string): index is LinkIndex =>
    index !== undefined && linkKey(index.field, entity, '') !== undefined;
  const ways: Way[] = [];
  for (const { through, via } of [
    { through: rollUp.through },
    ...(rollUp.besides ?? []),
  ] as readonly RollUpWay[]) {
    const links = rows.links(rollUp.entity, through);
    const between = via === undefined ? undefined : rows.links(via.entity, via.field);
    if (!leadsTo(links, via?.entity ?? to)) continue;
    if (via === undefined) ways.push(new Way(to, links, undefined));
    else if (leadsTo(between, to)) ways.push(new Way(to, links, between));
  }
  return ways.length === 0 ? undefined : ways;
}
