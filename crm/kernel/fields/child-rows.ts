/** What all kinds of child rows share. A row's id is chosen once and is part of its keys in the document. */

export interface ChildRow {
  readonly id: string;
  readonly primary?: boolean | undefined;
}

/** Primary rows first, then by id: the same order on every desktop. */
export function primaryFirst<Row extends ChildRow>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => {
    const byPrimary = Number(b.primary ?? false) - Number(a.primary ?? false);
    return byPrimary !== 0 ? byPrimary : a.id < b.id ? -1 : 1;
  });
}
