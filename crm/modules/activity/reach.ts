/** Whose activities a record's timeline shows besides its own: an account's, those about its people and its business. */

export interface ReachedLink {
  readonly entity: string;
  /** The link that leads from there to the record. */
  readonly field: string;
}

const REACH: Readonly<Record<string, readonly ReachedLink[]>> = {
  account: [
    { entity: 'contact', field: 'account' },
    { entity: 'deal', field: 'account' },
    { entity: 'ticket', field: 'account' },
  ],
  // What was said about a duplicate is read from the ticket that goes on.
  ticket: [{ entity: 'ticket', field: 'mergedInto' }],
};

export function reachOf(entity: string): readonly ReachedLink[] {
  return REACH[entity] ?? [];
}

/** Document names of what an activity logged on this record is about: the record, and whatever it belongs to. */
export function aboutFrom(
  entity: string,
  row: Readonly<Record<string, unknown>> & { readonly id: string },
): readonly string[] {
  const owners = Object.entries(REACH).flatMap(([to, links]) =>
    links.flatMap((link) => {
      const id = link.entity === entity ? row[link.field] : undefined;
      return typeof id === 'string' ? [`${to}/${id}`] : [];
    }),
  );
  return [...new Set([`${entity}/${row.id}`, ...owners])].toSorted();
}
