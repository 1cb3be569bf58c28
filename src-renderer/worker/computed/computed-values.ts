/**
 * The values of computed fields: never stored, computed from rows in memory when they are asked for, so that a
 * change of an input costs nothing until somebody looks.
 */
import { problemKey, type RollUp } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import type { FieldPath, Model } from '../queries/field-path.ts';
import { resolvePath } from '../queries/field-path.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { prepareFilter } from '../queries/row-filter.ts';
import type { RowStore } from '../rows/row-store.ts';
import { failing, type Column, type ComputedValues, type Outcome } from './column.ts';
import { formulaColumn } from './formula-column.ts';
import { ruleColumn } from './rule-column.ts';
import { completenessColumn } from './completeness-column.ts';
import { waysOf } from './roll-up-ways.ts';
import { rollUpColumn } from './roll-up-column.ts';
import { Scorer } from './scorer.ts';

/** A moment that a rule of a module finds in each counted record, as a field that the record would have. */
function momentPath({ momentOf }: RollUp, context: () => QueryContext): FieldPath | undefined {
  if (momentOf === undefined) return undefined;
  return {
    path: '',
    field: { kind: 'dateTime', label: '' },
    through: undefined,
    several: false,
    read: (row) => momentOf(row, context().today),
    beside: (row, key) => row[key],
    readsToday: true,
  };
}

const NOT_YET: Outcome = {};
/** Stops what no check of definitions has found: a chain of formulas this long is a circle. */
const DEPTH_MAX = 50;

export function createComputedValues({
  rows,
  entityNamed,
  context: firstContext,
}: {
  readonly rows: RowStore;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  readonly context: () => QueryContext;
}): ComputedValues {
  let columns = new WeakMap<EntityDef, Map<string, Column>>();
  let keysOf = new WeakMap<EntityDef, readonly string[]>();
  let filled = new WeakMap<
    AnyRow,
    { readonly outcomes: readonly Outcome[]; readonly row: AnyRow }
  >();
  let scorers = new WeakMap<EntityDef, Scorer>();
  let current: QueryContext | undefined;
  let depth = 0;
  const context = (): QueryContext => (current ??= firstContext());

  function make(entity: EntityDef, field: FieldDef): Column {
    const { computed } = field;
    if (computed === undefined) return failing('it is not computed');
    if (computed.circle !== undefined) return failing(`it needs itself: ${computed.circle}`);
    if (computed.by === 'formula') {
      const resolve = (path: string) => {
        const found = resolvePath(model, entity, path);
        return found.ok ? found.value : undefined;
      };
      return formulaColumn(entity, field, computed, resolve, context);
    }
    if (computed.by === 'rule') return ruleColumn(computed, context);
    if (computed.by === 'score') return scorerOf(entity).column(computed.part);
    if (computed.by === 'completeness') return completenessColumn(rows, entity, computed.part);
    const counted = entityNamed(computed.entity);
    const ways = waysOf(rows, entity.name, computed);
    if (counted === undefined || ways === undefined)
      return failing('the records that it counts do not point here any more');
    const asked = computed.filter ?? { all: [] };
    const prepared = () => prepareFilter(model, counted, asked, context(), () => undefined);
    const filter = prepared();
    if (!filter.ok) return failing(filter.problem.message);
    const measured =
      computed.of === undefined ? undefined : resolvePath(model, counted, computed.of);
    if (measured?.ok === false) return failing(measured.problem.message);
    const path = measured?.value ?? momentPath(computed, context);
    const { through, reads = [] } = path ?? {};
    return rollUpColumn({
      rows,
      entity,
      field,
      rollUp: computed,
      ways,
      prepareTest: () => {
        const again = prepared();
        return again.ok ? again.value.test : () => false;
      },
      reads: new Set([
        ...filter.value.reads,
        ...reads,
        ...(through === undefined ? [] : [through]),
      ]),
      measured: path,
      readsToday: path?.readsToday === true,
      context,
    });
  }

  /** One for all that a score shows of itself. */
  function scorerOf(entity: EntityDef): Scorer {
    let scorer = scorers.get(entity);
    if (scorer === undefined) {
      scorer = new Scorer({
        rows,
        table: rows.table(entity.name),
        context,
        prepare: (filter) => prepareFilter(model, entity, filter, context(), () => undefined),
        resolve: (path) => {
          const found = resolvePath(model, entity, path);
          return found.ok ? found.value : undefined;
        },
      });
      scorers.set(entity, scorer);
    }
    return scorer;
  }

  function guarded(column: Column): Column {
    return {
      // Of a score other entities, as its rules are others.
      get reads() {
        return column.reads;
      },
      readsToday: column.readsToday,
      touched: column.touched,
      isReady: column.isReady,
      at(row) {
        if (depth > DEPTH_MAX) return { problem: 'it needs itself' };
        depth++;
        try {
          return column.at(row);
        } finally {
          depth--;
        }
      },
    };
  }

  function computedKeys(entity: EntityDef): readonly string[] {
    let keys = keysOf.get(entity);
    if (keys === undefined) {
      keys = Object.keys(entity.fields).filter((key) => entity.fields[key]?.computed !== undefined);
      keysOf.set(entity, keys);
    }
    return keys;
  }

  const values: ComputedValues = {
    column(entity, key) {
      let own = columns.get(entity);
      if (own === undefined) columns.set(entity, (own = new Map()));
      let column = own.get(key);
      if (column === undefined) {
        // While it is being made it stands for itself, so that a circle ends here.
        own.set(key, failing('it needs itself'));
        const field = entity.fields[key];
        column = guarded(field === undefined ? failing('it is not here') : make(entity, field));
        own.set(key, column);
      }
      return column;
    },
    outside({ reads, readsToday }) {
      const { today, teamToday = today } = context();
      let position = readsToday ? (Date.parse(today) + Date.parse(teamToday)) / 1000 : 0;
      for (const name of reads) position += rows.table(name).log.position;
      return position;
    },
    fill(entity, row, wait) {
      const keys = computedKeys(entity);
      if (keys.length === 0) return row;
      const outcomes = keys.map((key) => {
        const column = values.column(entity, key);
        if (wait === undefined || column.isReady()) return column.at(row);
        wait(column);
        return NOT_YET;
      });
      const before = filled.get(row);
      if (before !== undefined && before.outcomes.every((one, index) => one === outcomes[index]))
        return before.row;
      const computed: Record<string, unknown> = {};
      for (const [index, { value, problem }] of outcomes.entries()) {
        const key = keys[index] ?? '';
        if (value !== undefined) computed[key] = value;
        if (problem !== undefined) computed[problemKey(key)] = problem;
      }
      const whole: AnyRow = { ...row, ...computed };
      filled.set(row, { outcomes, row: whole });
      return whole;
    },
    readsOf: (entity) =>
      new Set(computedKeys(entity).flatMap((key) => [...values.column(entity, key).reads])),
    ask: (asked) => void (current = asked),
    forget: () => {
      columns = new WeakMap();
      keysOf = new WeakMap();
      filled = new WeakMap();
      scorers = new WeakMap();
    },
  };
  const model: Model = { rows, entityNamed, computed: values };
  return values;
}
