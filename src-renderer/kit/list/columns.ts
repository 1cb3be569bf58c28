/** Which columns a list shows: their order, which stay in sight, how wide. Pure. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import type { Columns } from '../../../crm/modules/view/view-content.ts';

export type { Columns };

/** Every field in the order in which a list offers them. */
export function columnOrder(entity: EntityDef): readonly string[] {
  const others = Object.keys(entity.fields).filter((key) => !entity.listFields.includes(key));
  return [...entity.listFields, ...others];
}

/** When a record was made is no field of it, and still one wants to see it: what came last, how long it has been here. */
const CREATED = 'createdAt';

/** What a person can choose from: the fields, and when a record was made. */
export function columnChoices(entity: EntityDef): readonly string[] {
  return [...columnOrder(entity), CREATED];
}

export function standardColumns(entity: EntityDef): Columns {
  return { shown: entity.listFields, pinned: [], widths: {} };
}

/**
 * Columns as a list can show them: without fields that there are no more, the column that names the record always
 * first, and those that stay in sight right after it.
 */
export function fittedColumns(entity: EntityDef, columns: Columns | null): Columns {
  const { shown, pinned, widths } = columns ?? standardColumns(entity);
  const [title = ''] = columnOrder(entity);
  const known = [...new Set(shown)].filter(
    (key) => key !== title && (key === CREATED || Object.hasOwn(entity.fields, key)),
  );
  const kept = known.filter((key) => pinned.includes(key));
  return {
    shown: [title, ...kept, ...known.filter((key) => !kept.includes(key))],
    pinned: kept,
    widths,
  };
}

/** The column stands where the other one is now; the first column stays first. */
export function movedColumn(columns: Columns, key: string, to: number): Columns {
  const from = columns.shown.indexOf(key);
  const target = Math.max(1, Math.min(columns.shown.length - 1, to));
  if (from < 1 || from === target) return columns;
  const shown = columns.shown.toSpliced(from, 1).toSpliced(target, 0, key);
  // Among those that stay in sight it becomes one of them; away from them it is none any more.
  const isAmongPinned = target <= columns.pinned.length;
  return {
    ...columns,
    shown,
    pinned: shown.filter((other) =>
      other === key ? isAmongPinned : columns.pinned.includes(other),
    ),
  };
}

/** A column that is shown comes last; hiding it forgets that it stayed in sight. */
export function toggledColumn(columns: Columns, key: string): Columns {
  return columns.shown.includes(key)
    ? {
        ...columns,
        shown: columns.shown.filter((other) => other !== key),
        pinned: columns.pinned.filter((other) => other !== key),
      }
    : { ...columns, shown: [...columns.shown, key] };
}

export function pinnedColumn(columns: Columns, key: string): Columns {
  return {
    ...columns,
    pinned: columns.pinned.includes(key)
      ? columns.pinned.filter((other) => other !== key)
      : [...columns.pinned, key],
  };
}

/** What names a record alone needs room; of two names each is short. In CSS pixels. */
const TITLE_WIDTH_PX = 260;
/** It stays in sight while the others scroll: as at 200 % of a small screen it leaves them the larger half. */
const NARROW_TITLE_WIDTH_PX = 190;
const PART_OF_TITLE_WIDTH_PX = 150;
/** Of a letter of a list's text, and of what stands beside the words: the cell's edges and a dot of colour. */
const LETTER_PX = 6.6;
const BESIDE_WORDS_PX = 40;
const CHOICE_MAX_PX = 190;

/** How wide a column begins: by what names the record, by the longest choice, else as its kind says. */
export function startingWidthPx(
  entity: EntityDef,
  key: string,
  kindPx: number,
  isNarrow = false,
): number {
  const field = entity.fields[key];
  if (field?.kind === 'text' && entity.titleFields.includes(key)) {
    const names = entity.titleFields.filter((other) => entity.fields[other]?.kind === 'text');
    if (names.length > 1) return PART_OF_TITLE_WIDTH_PX;
    return isNarrow ? NARROW_TITLE_WIDTH_PX : TITLE_WIDTH_PX;
  }
  if (field?.kind !== 'select') return kindPx;
  const longest = Math.max(
    field.label.length + 1,
    ...field.options.map(({ label }) => label.length),
  );
  return Math.min(CHOICE_MAX_PX, Math.max(90, Math.round(longest * LETTER_PX) + BESIDE_WORDS_PX));
}

/** Narrower nothing of a value can be read; wider nothing else is in sight. */
export const COLUMN_MIN_WIDTH_PX = 60;
export const COLUMN_MAX_WIDTH_PX = 800;

/** A pointer may be dragged past either end. */
export function fittedWidths(widths: Columns['widths']): Columns['widths'] {
  return Object.fromEntries(
    Object.entries(widths).map(([key, px]) => [
      key,
      Math.min(COLUMN_MAX_WIDTH_PX, Math.max(COLUMN_MIN_WIDTH_PX, Math.round(px))),
    ]),
  );
}

/** Of the column with the box that selects a row. */
export const CHECK_WIDTH_PX = 36;

export interface PlacedColumn {
  readonly key: string;
  readonly widthPx: number;
  /** Where it stays in sight while others scroll under it; undefined: it scrolls. */
  readonly leftPx: number | undefined;
  /** The same object as long as the place is the same, so that a cell that is drawn again need not compare it. */
  readonly style: { readonly width: number };
}

/** Columns with their places: the first and the pinned ones stay side by side at the left. */
export function shownColumns(
  { pinned }: Columns,
  widths: readonly (readonly [key: string, widthPx: number])[],
): readonly PlacedColumn[] {
  let leftPx = CHECK_WIDTH_PX;
  return widths.map(([key, widthPx], at) => {
    const stays = at === 0 || pinned.includes(key);
    const placed = {
      key,
      widthPx,
      leftPx: stays ? leftPx : undefined,
      style: { width: widthPx },
    };
    if (stays) leftPx += widthPx;
    return placed;
  });
}

/** Fields that can be added up, bounded by what one question may ask for. Years and ratings are no amounts. */
export function summable(entity: EntityDef): readonly string[] {
  return Object.entries(entity.fields)
    .filter(
      ([, field]) =>
        field.kind === 'money' && field.perUnit !== true && kindOf(field).amount !== undefined,
    )
    .map(([key]) => key)
    .slice(0, 20);
}
