/** One question that stays answered: which changes concern it, and whether its answer looks different now. */
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { docName } from '../../../crm/kernel/ids.ts';
import type { QueryResult, RowsInPlace } from '../../../crm/kernel/query.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import type { RowChange } from '../rows/row-change.ts';
import type { RowStore } from '../rows/row-store.ts';
import { answer, type Answer } from './answer.ts';
import type { PreparedQuery } from './prepared-query.ts';

/** An edit, or a few; a storm of changes is shown when the question is asked again. */
const IN_PLACE_MAX_CHANGES = 20;
const LINKING: ReadonlySet<string> = new Set(['link', 'links', 'user', 'rows']);

export interface ResultListener {
  readonly changed: (result: QueryResult) => void;
  readonly rowsChanged: (rows: RowsInPlace) => void;
}

export class LiveQuery {
  readonly listener: ResultListener;
  /** When it may run again, so that a storm of changes does not take the worker from everything else. */
  notBeforeMs = 0;
  readonly #rows: RowStore;
  #prepared: PreparedQuery;
  #answer: Answer;
  #version = 1;
  /** Entities of the records that it links to: of a thousand others that change, none needs a name. */
  #linkedEntities: ReadonlySet<string>;
  #titleVersions: ReadonlyMap<string, number>;

  constructor(rows: RowStore, prepared: PreparedQuery, listener: ResultListener) {
    this.#rows = rows;
    this.#prepared = prepared;
    this.listener = listener;
    this.#answer = answer(prepared);
    this.#linkedEntities = entitiesOf(this.#answer.linked);
    this.#titleVersions = this.#readTitleVersions();
  }

  get prepared(): PreparedQuery {
    return this.#prepared;
  }

  result(): QueryResult {
    return { version: this.#version, ...this.#answer.result };
  }

  /** Another question in its place; always a new version. */
  replace(prepared: PreparedQuery): QueryResult {
    this.#prepared = prepared;
    this.#run();
    this.#version++;
    return this.result();
  }

  /** Asks again; true when there is something new to see. */
  rerun(prepared: PreparedQuery): boolean {
    this.#prepared = prepared;
    const before = this.#answer.result;
    this.#run();
    if (looksTheSame(before, this.#answer.result)) return false;
    this.#version++;
    return true;
  }

  /**
   * Puts a changed row where the old one stands, at once and without asking again: an edit is seen in the next frame,
   * its effect on order, count and totals when the question has been asked again. undefined when nothing was put.
   */
  showInPlace(changes: readonly RowChange[]): RowsInPlace | undefined {
    if (changes.length > IN_PLACE_MAX_CHANGES) return undefined;
    let rows: QueryResult['rows'] | undefined;
    const put: AnyRow[] = [];
    for (const { entity, id, before, after } of changes) {
      if (entity !== this.#prepared.entity.name || before === undefined || after === undefined)
        continue;
      if (!this.#prepared.matches(after) || this.#linksElsewhere(before, after)) continue;
      const shown = rows ?? this.#answer.result.rows;
      const index = shown.findIndex((row) => row.id === id);
      const whole = this.#prepared.fill(after);
      if (index < 0 || sameJson(shown[index], whole)) continue;
      rows = shown.with(index, whole);
      put.push(whole);
    }
    if (rows === undefined) return undefined;
    this.#answer = { ...this.#answer, result: { ...this.#answer.result, rows } };
    this.#version++;
    return { version: this.#version, rows: put };
  }

  /** A row that now links to another record needs a title that is not at hand. */
  #linksElsewhere(before: AnyRow, after: AnyRow): boolean {
    return Object.entries(this.#prepared.entity.fields).some(
      ([key, field]) =>
        LINKING.has(field.kind) && !sameJson(before[key] ?? null, after[key] ?? null),
    );
  }

  concernedBy(changes: readonly RowChange[]): boolean {
    if (this.#titlesMoved()) return true;
    return changes.some((change) => this.#touches(change));
  }

  /** Whether computed values of the rows that are shown may be others now. */
  isFilledFrom(changes: readonly RowChange[]): boolean {
    const { fillReads } = this.#prepared;
    return fillReads.size > 0 && changes.some(({ entity }) => fillReads.has(entity));
  }

  /** Computes the values of the rows that are shown again, and nothing else; undefined where none is another. */
  refill(prepared: PreparedQuery): RowsInPlace | undefined {
    this.#prepared = prepared;
    const { entity, fill } = prepared;
    const shown = this.#answer.result.rows;
    const put: AnyRow[] = [];
    const rows = shown.map((row) => {
      const own = this.#rows.get(entity.name, row.id);
      const whole = own === undefined ? row : fill(own);
      if (whole === row || sameJson(whole, row)) return row;
      put.push(whole as AnyRow);
      return whole;
    });
    if (put.length === 0) return undefined;
    this.#answer = { ...this.#answer, result: { ...this.#answer.result, rows } };
    this.#version++;
    return { version: this.#version, rows: put };
  }

  concernedByAll(entity: string): boolean {
    const { readsRowsOf, fillReads } = this.#prepared;
    if (entity === this.#prepared.entity.name || this.#titlesMoved()) return true;
    if (readsRowsOf.has(entity) || fillReads.has(entity)) return true;
    return this.#linkedEntities.has(entity);
  }

  #touches({ entity, id, before, after }: RowChange): boolean {
    const { entity: asked, readsRowsOf, matches } = this.#prepared;
    if (readsRowsOf.has(entity)) return true;
    if (this.#linkedEntities.has(entity) && this.#answer.linked.has(docName(entity, id)))
      return true;
    if (entity !== asked.name) return false;
    return (after !== undefined && matches(after)) || (before !== undefined && matches(before));
  }

  #titlesMoved(): boolean {
    for (const [entity, version] of this.#titleVersions) {
      if (this.#rows.titleVersion(entity) !== version) return true;
    }
    return false;
  }

  #run(): void {
    this.#answer = answer(this.#prepared);
    this.#linkedEntities = entitiesOf(this.#answer.linked);
    this.#titleVersions = this.#readTitleVersions();
  }

  #readTitleVersions(): ReadonlyMap<string, number> {
    return new Map(
      Array.from(this.#prepared.readsTitlesOf, (entity) => [
        entity,
        this.#rows.titleVersion(entity),
      ]),
    );
  }
}

function entitiesOf(names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(Array.from(names, (name) => name.slice(0, name.indexOf('/'))));
}

/** Rows are compared by identity first: a row that did not change is the same object. */
function looksTheSame(before: Answer['result'], after: Answer['result']): boolean {
  return (
    before.count === after.count &&
    before.rows.length === after.rows.length &&
    before.rows.every(
      (row, index) => row === after.rows[index] || sameJson(row, after.rows[index]),
    ) &&
    sameJson(before.titles, after.titles) &&
    sameJson(before.sums, after.sums) &&
    sameJson(before.groups, after.groups)
  );
}
