/** Where a question's field lies: in the row, in the record it links to, or in its child rows. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef, FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { boardPlaceOf, expectedValueOf } from '../../../crm/kernel/fields/stage-standing.ts';
import type { StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import { targetOf } from '../rows/link-fields.ts';
import type { Column, ComputedValues } from '../computed/column.ts';
import type { Touched } from '../computed/touched.ts';
import type { Concerns } from '../following/concerns.ts';
import type { RowStore } from '../rows/row-store.ts';
import { concernPath } from './concern-paths.ts';
import { CREATOR, creatorOf, creatorPath } from './creator-path.ts';
import { noSuchField } from './query-problems.ts';

export interface FieldPath {
  readonly path: string;
  /** The field at the end of the path. */
  readonly field: FieldDef;
  /** Entity of the linked record that is read on the way; undefined: only the row itself. */
  readonly through: string | undefined;
  /** True for a column of child rows: `read` gives an array with a value (or undefined) a child row. */
  readonly several: boolean;
  readonly read: (row: AnyRow) => unknown;
  /** Another field of the record at the end of the path. */
  readonly beside: (row: AnyRow, key: string) => unknown;
  /** Of a computed field: entities whose records it reads, whether it reads the day, and when it may be another. */
  readonly reads?: ReadonlySet<string>;
  readonly readsToday?: boolean;
  readonly outside?: () => number;
  readonly isReady?: () => boolean;
  /** Of a computed field of the row itself: of which records it may be another. */
  readonly touched?: Touched;
  /** What to sort by instead of the value's own key; compared as text. */
  readonly order?: (row: AnyRow) => string | undefined;
}

export interface Model {
  readonly rows: RowStore;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  /** Absent: computed fields are empty. */
  readonly computed?: ComputedValues;
  /** Absent: nobody follows anything, and nothing is shared. */
  readonly concerns?: Concerns;
  /** Takes what must be made ready before it can be shown. */
  readonly wait?: (column: Column) => void;
}

/** Finds `field`, `link.field`, `rows.column`, `stage.place` or `stage.expected`; a problem names what there is not. */
export function resolvePath(model: Model, entity: EntityDef, path: string): Result<FieldPath> {
  const dot = path.indexOf('.');
  const key = dot < 0 ? path : path.slice(0, dot);
  const rest = dot < 0 ? '' : path.slice(dot + 1);
  const field = fieldOf(entity, key);
  if (field === undefined) return noSuchField(entity, path);
  if (dot < 0)
    return ok({
      path,
      field,
      through: undefined,
      several: false,
      read: (row) => row[key],
      beside: besideOwn,
      ...(concernPath(key, model.concerns) ??
        (key === CREATOR ? creatorPath(model.rows) : computedOf(model, entity, key, field))),
    });
  if (field.kind === 'rows') return columnPath(entity, path, key, rest, field.columns);
  if (field.kind === 'stage') return standingPath(entity, path, key, rest, field);

  const to = targetOf(field);
  const linked = to === undefined ? undefined : model.entityNamed(to);
  const last = linked === undefined ? undefined : fieldOf(linked, rest);
  if (to === undefined || last === undefined) return noSuchField(entity, path);
  const table = model.rows.table(to);
  // What touches the linked record is no word about this one.
  const { touched: _theirs, ...computed } =
    linked === undefined ? {} : computedOf(model, linked, rest, last);
  const concern = concernPath(rest, model.concerns);
  const readLast =
    rest === CREATOR
      ? creatorOf(model.rows)
      : (concern?.read ?? computed.read ?? ((row: AnyRow): unknown => row[rest]));
  const idIn = key === CREATOR ? creatorOf(model.rows) : (row: AnyRow): unknown => row[key];
  return ok({
    ...computed,
    ...(rest === CREATOR ? creatorPath(model.rows) : {}),
    ...concern,
    path,
    field: last,
    through: to,
    several: false,
    read: (row) => {
      const id = idIn(row);
      const there = typeof id === 'string' ? table.get(id) : undefined;
      return there === undefined ? undefined : readLast(there);
    },
    beside: (row, other) => {
      const id = idIn(row);
      return typeof id === 'string' ? table.get(id)?.[other] : undefined;
    },
  });
}

/** What is otherwise about a field that nobody fills in. */
function computedOf(
  { computed }: Model,
  entity: EntityDef,
  key: string,
  field: FieldDef,
): Partial<FieldPath> {
  if (field.computed === undefined || computed === undefined) return {};
  const column = computed.column(entity, key);
  const { reads, readsToday } = column;
  return {
    reads,
    readsToday,
    read: (row) => column.at(row).value,
    outside: () => computed.outside(column),
    isReady: column.isReady,
    touched: column.touched,
  };
}

const besideOwn = (row: AnyRow, key: string): unknown => row[key];

function columnPath(
  entity: EntityDef,
  path: string,
  key: string,
  column: string,
  columns: Readonly<Record<string, FieldDef>>,
): Result<FieldPath> {
  const field = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (field === undefined) return noSuchField(entity, path);
  return ok({
    path,
    field,
    through: undefined,
    several: true,
    read: (row) => {
      const children = row[key];
      return Array.isArray(children)
        ? (children as readonly (Readonly<Record<string, unknown>> | null)[]).map(
            (child) => child?.[column],
          )
        : [];
    },
    beside: besideOwn,
  });
}

/** What follows from a stage: the card's place within its column, and what the record is worth times its chance. */
function standingPath(
  entity: EntityDef,
  path: string,
  key: string,
  what: string,
  field: FieldOf<'stage'>,
): Result<FieldPath> {
  const own = { path, through: undefined, several: false, beside: besideOwn } as const;
  if (what === 'place') {
    const placeOf = (row: AnyRow): string | undefined => {
      const value = row[key] as StageValue | undefined;
      return value === undefined ? undefined : boardPlaceOf(value, row.id);
    };
    return ok({ ...own, field, read: (row) => row[key], order: placeOf });
  }
  if (what === 'expected' && field.worth !== undefined) {
    const worth = fieldOf(entity, field.worth);
    const { rate, settled } = worth?.kind === 'money' ? worth : {};
    const expected: FieldDef = {
      kind: 'money',
      label: 'Expected value',
      ...(rate === undefined ? {} : { rate }),
      ...(settled === undefined ? {} : { settled }),
    };
    return ok({ ...own, field: expected, read: (row) => expectedValueOf(field, key, row) });
  }
  return noSuchField(entity, path);
}
