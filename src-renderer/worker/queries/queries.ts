/** Answers questions from the rows in memory, once or for as long as somebody looks. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query, QueryResult } from '../../../crm/kernel/query.ts';
import { ok, type Result } from '../../../crm/kernel/result.ts';
import type { Column } from '../computed/column.ts';
import { createComputedValues } from '../computed/computed-values.ts';
import type { Concerns } from '../following/concerns.ts';
import type { RowStore } from '../rows/row-store.ts';
import { allIds, answer } from './answer.ts';
import type { Model } from './field-path.ts';
import { LiveQuery, type ResultListener } from './live-query.ts';
import { prepareQuery, type EntityIndexes, type PreparedQuery } from './prepared-query.ts';
import type { QueryContext } from './query-context.ts';
import { QuickTexts } from './quick-text.ts';
import { TableAmounts } from './table-amounts.ts';
import { TableCodes } from './table-codes.ts';
import { TableGroups } from './table-groups.ts';
import { TableOrders } from './table-orders.ts';

export interface QueriesDeps {
  readonly rows: RowStore;
  readonly entityNamed: (name: string) => EntityDef | undefined;
  /** Asked before each run: who asks, which day it is, and in which language. */
  readonly context: () => QueryContext;
  /** Milliseconds that never run backwards; fractions count. */
  readonly now: () => number;
  /** Calls back in a later turn, after at least `delayMs`. */
  readonly schedule: (run: () => void, delayMs: number) => void;
  /** What concerns whoever asks. */
  readonly concerns?: Concerns;
  /** A large act is being written here: lists follow it by and by. */
  readonly isWritingMuch?: () => boolean;
}

export interface LiveHandle {
  readonly result: QueryResult;
  /** Replaces the question; on a problem the old one stays. */
  readonly update: (query: Query) => Result<QueryResult>;
  readonly close: () => void;
}

export interface Queries {
  readonly run: (query: Query) => Result<QueryResult>;
  /** All matching ids in order, whatever the window; a row in several groups comes several times. */
  readonly ids: (query: Query) => Result<readonly string[]>;
  /** The listener is called only when the answer looks different, never from within this call. */
  readonly open: (query: Query, listener: ResultListener) => Result<LiveHandle>;
  /**
   * Makes ready, in small steps, what the first quick filter over an entity would have to make; false when nothing is
   * left to do.
   */
  readonly warmQuickFilter: (entity: string) => boolean;
  /** Asks all open questions again: another day has begun, or another person or language. */
  readonly refresh: () => void;
  /** A row as it is shown, with the values of its computed fields. */
  readonly filled: (entity: EntityDef, row: AnyRow) => AnyRow;
  /** Entities whose records those values are computed from. */
  readonly readsOf: (entity: EntityDef) => ReadonlySet<string>;
  readonly close: () => void;
}

/** A live question waits this many times as long as its last run took: at most a fifth of the time goes into it. */
const REST_PER_RUN = 4;
/** While a large act is written here: a fiftieth of the time, which is enough to see it grow. */
const REST_WHILE_WRITING = 49;
/** Re-runs in one turn; the rest waits for the next one, so that a click is answered in between. */
const TURN_MAX_MS = 8;

const NO_ROW: AnyRow = { id: '', entity: '', createdAt: '', createdBy: '' };

export function createQueries(deps: QueriesDeps): Queries {
  const { rows, now, schedule } = deps;
  const { entityNamed } = deps;
  const computed = createComputedValues({ rows, entityNamed, context: deps.context });
  const unready = new Set<Column>();
  /** The first list comes before what goes through all records; its figures follow in the next turn. */
  const wait = (column: Column): void => {
    if (unready.size === 0) schedule(makeReady, 0);
    unready.add(column);
  };
  const { concerns } = deps;
  const model: Model = {
    rows,
    entityNamed,
    computed,
    wait,
    ...(concerns === undefined ? {} : { concerns }),
  };
  const indexes = new Map<EntityDef, EntityIndexes>();
  const live = new Set<LiveQuery>();
  const dirty = new Set<LiveQuery>();
  /** Of these no more than computed values may be others. */
  const toFill = new Set<LiveQuery>();
  let flushAtMs = Number.POSITIVE_INFINITY;

  function indexesOf(entity: EntityDef): EntityIndexes {
    let found = indexes.get(entity);
    if (found === undefined) {
      const table = rows.table(entity.name);
      found = {
        orders: new TableOrders(rows, table),
        quickTexts: new QuickTexts(entity, table),
        codes: new TableCodes(rows, table),
        groups: new TableGroups(rows, table),
        amounts: new TableAmounts(rows, table),
      };
      indexes.set(entity, found);
    }
    return found;
  }

  function prepare(query: Query): Result<PreparedQuery> {
    const context = deps.context();
    computed.ask(context);
    return prepareQuery(model, indexesOf, query, context);
  }

  function plan(): void {
    if (dirty.size === 0 && toFill.size === 0) return;
    const nowMs = now();
    const earliestMs = Math.min(...[...dirty, ...toFill].map((query) => query.notBeforeMs));
    const dueMs = Math.max(nowMs, earliestMs);
    if (dueMs >= flushAtMs) return;
    flushAtMs = dueMs;
    schedule(flush, dueMs - nowMs);
  }

  function flush(): void {
    flushAtMs = Number.POSITIVE_INFINITY;
    const startMs = now();
    for (const query of [...dirty, ...toFill]) {
      const beforeMs = now();
      if (beforeMs - startMs >= TURN_MAX_MS) break;
      if (query.notBeforeMs > beforeMs) continue;
      const isDirty = dirty.delete(query);
      // A listener may have closed it meanwhile; and who was asked anew is filled anew.
      if (!toFill.delete(query) && !isDirty) continue;
      const asked = prepare(query.prepared.query);
      const prepared = asked.ok ? asked.value : query.prepared;
      const tell = isDirty ? askAgain(query, prepared) : fillAgain(query, prepared);
      const afterMs = now();
      const rest = deps.isWritingMuch?.() === true ? REST_WHILE_WRITING : REST_PER_RUN;
      query.notBeforeMs = afterMs + (afterMs - beforeMs) * rest;
      tell?.();
    }
    plan();
  }

  function askAgain(query: LiveQuery, prepared: PreparedQuery): (() => void) | undefined {
    return query.rerun(prepared) ? () => query.listener.changed(query.result()) : undefined;
  }

  function fillAgain(query: LiveQuery, prepared: PreparedQuery): (() => void) | undefined {
    const inPlace = query.refill(prepared);
    return inPlace === undefined ? undefined : () => query.listener.rowsChanged(inPlace);
  }

  function makeReady(): void {
    // Any record will do: it is the index that is made.
    for (const column of unready) column.at(NO_ROW);
    unready.clear();
    mark(() => true);
  }

  function mark(concerned: (query: LiveQuery) => boolean): void {
    for (const query of live) if (!dirty.has(query) && concerned(query)) dirty.add(query);
    plan();
  }

  const stopObserving = rows.observe({
    changed: (changes) => {
      for (const query of live) {
        const inPlace = query.showInPlace(changes);
        if (inPlace !== undefined) query.listener.rowsChanged(inPlace);
      }
      for (const query of live) if (query.isFilledFrom(changes)) toFill.add(query);
      mark((query) => query.concernedBy(changes));
    },
    loaded: (entity) => {
      // Another definition: orders and codes of any entity may read this one's fields through a link.
      const isAnother = [...indexes.keys()].some(
        (known) => known.name === entity && known !== entityNamed(entity),
      );
      if (isAnother) indexes.clear();
      computed.forget();
      mark((query) => isAnother || query.concernedByAll(entity));
    },
  });

  return {
    run: (query) => {
      const prepared = prepare(query);
      return prepared.ok ? ok({ version: 1, ...answer(prepared.value).result }) : prepared;
    },
    ids: (query) => {
      const prepared = prepare(query);
      return prepared.ok ? ok(allIds(prepared.value)) : prepared;
    },
    open: (query, listener) => {
      const prepared = prepare(query);
      if (!prepared.ok) return prepared;
      const opened = new LiveQuery(rows, prepared.value, listener);
      live.add(opened);
      return ok({
        get result() {
          return opened.result();
        },
        update: (next) => {
          const replacement = prepare(next);
          if (!replacement.ok) return replacement;
          dirty.delete(opened);
          toFill.delete(opened);
          return ok(opened.replace(replacement.value));
        },
        close: () => {
          live.delete(opened);
          dirty.delete(opened);
          toFill.delete(opened);
        },
      });
    },
    warmQuickFilter: (name) => {
      const entity = deps.entityNamed(name);
      return entity !== undefined && indexesOf(entity).quickTexts.makeNext();
    },
    filled: (entity, row) => {
      computed.ask(deps.context());
      return computed.fill(entity, row);
    },
    readsOf: computed.readsOf,
    refresh: () => mark(() => true),
    close: () => {
      stopObserving();
      live.clear();
      dirty.clear();
      toFill.clear();
    },
  };
}
