/**
 * Scores of records by rules that are records themselves. What follows from a record alone is asked of it once; what
 * follows from others or from the day (when somebody was last in touch) is asked again when they may be others.
 */
import type { Scored } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { Filter } from '../../../crm/kernel/query.ts';
import type { Result } from '../../../crm/kernel/result.ts';
import type { ScoreRule } from '../../../crm/modules/score/score-rule.entity.ts';
import {
  pointsOf,
  reasonsOf,
  scoreRules,
  type RuleInForce,
} from '../../../crm/modules/score/score-rules.ts';
import { bandOf } from '../../../crm/modules/score-bands.ts';
import type { FieldPath } from '../queries/field-path.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { PreparedFilter, RowTest } from '../queries/row-filter.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { RowTable } from '../rows/row-table.ts';
import { ChangeLog } from '../rows/slot-log.ts';
import type { Column, Outcome } from './column.ts';
import { TouchedBy } from './touched.ts';

const RULES = 'scoreRule';

export interface ScorerParts {
  readonly rows: RowStore;
  /** Of the records that are scored. */
  readonly table: RowTable;
  readonly context: () => QueryContext;
  readonly prepare: (filter: Filter) => Result<PreparedFilter>;
  readonly resolve: (path: string) => FieldPath | undefined;
}

interface Asked {
  readonly rule: RuleInForce;
  readonly test: RowTest;
  /** One binary digit, its own, of the number that says which rules fit. */
  readonly digit: number;
}

interface Kept {
  /** Which rules fit that look at nothing but the row. */
  readonly own: number;
  /** And which of the others, as of `stamp`. */
  outer: number;
  stamp: number;
}

/** The stamp of what was not asked yet. */
const NEVER = -1;
/** Of a rule that asks for the score itself. */
const NONE: Outcome = {};

export class Scorer {
  readonly #parts: ScorerParts;
  readonly #rules: RowTable;
  #reads: ReadonlySet<string> = new Set([RULES]);
  #outside: readonly RowTable[] = [];
  #own: readonly Asked[] = [];
  #outer: readonly Asked[] = [];
  #paths: readonly FieldPath[] = [];
  /** Whose scores may be others because of other records, where that can be told. */
  #touchedBy = new TouchedBy([]);
  #touched: ChangeLog<string> | undefined;
  /** What was known of all records is known no more. */
  readonly #renewed = new ChangeLog<string>();
  /** Below zero, so that it is no stamp of positions. */
  #generation = -2;
  #kept = new WeakMap<AnyRow, Kept>();
  #outcomes = new Map<string, Outcome>();
  #seen = -1;
  #seenContext: QueryContext | undefined;
  #isBusy = false;

  constructor(parts: ScorerParts) {
    this.#parts = parts;
    this.#rules = parts.rows.table(RULES);
  }

  column(part: Scored['part']): Column {
    const readsNow = (): ReadonlySet<string> => {
      this.#catchUp();
      return this.#reads;
    };
    return {
      get reads() {
        return readsNow();
      },
      touched: () => {
        this.#catchUp();
        return this.#touched;
      },
      // Conditions may be about days, and another day is rare.
      readsToday: true,
      isReady: () => this.#isReady(),
      at: (row) => this.#at(row, part),
    };
  }

  #isReady(): boolean {
    if (this.#isBusy) return true;
    this.#catchUp();
    // A formula of the team's may ask for the score, and a rule for the formula.
    this.#isBusy = true;
    try {
      return this.#paths.every(({ isReady }) => isReady?.() ?? true);
    } finally {
      this.#isBusy = false;
    }
  }

  #at(row: AnyRow, part: Scored['part']): Outcome {
    if (this.#isBusy) return NONE;
    this.#catchUp();
    this.#isBusy = true;
    try {
      const fits = this.#fitting(row);
      const key = `${part} ${fits}`;
      let outcome = this.#outcomes.get(key);
      if (outcome === undefined) {
        const rules = [...this.#own, ...this.#outer].filter(({ digit }) => has(fits, digit));
        outcome = {
          value: valueOf(
            part,
            rules.map(({ rule }) => rule),
          ),
        };
        this.#outcomes.set(key, outcome);
      }
      return outcome;
    } finally {
      this.#isBusy = false;
    }
  }

  #fitting(row: AnyRow): number {
    const stamp = this.#touched === undefined ? this.#position() : this.#generation;
    let kept = this.#kept.get(row);
    if (kept === undefined) {
      kept = { own: sumOf(this.#own, row), outer: 0, stamp: NEVER };
      this.#kept.set(row, kept);
    }
    if (kept.stamp !== stamp) {
      kept.outer = sumOf(this.#outer, row);
      kept.stamp = stamp;
    }
    return kept.own + kept.outer;
  }

  #position(): number {
    let position = 0;
    for (const { log } of this.#outside) position += log.position;
    return position;
  }

  #catchUp(): void {
    if (this.#isBusy) return;
    const context = this.#parts.context();
    const { position } = this.#rules.log;
    const isSame = this.#seen === position && !isAnother(context, this.#seenContext);
    this.#seen = position;
    this.#seenContext = context;
    this.#isBusy = true;
    try {
      if (!isSame) this.#prepare();
      this.#touched = this.#touchedBy.catchUp((ids) => this.#askAgain(ids));
    } finally {
      this.#isBusy = false;
    }
  }

  /** Of these records, or of all, what follows from others. */
  #askAgain(ids: readonly string[] | undefined): void {
    if (ids === undefined) this.#generation -= 1;
    for (const id of ids ?? []) {
      const row = this.#parts.table.get(id);
      const kept = row === undefined ? undefined : this.#kept.get(row);
      if (kept !== undefined) kept.stamp = NEVER;
    }
  }

  #prepare(): void {
    const rows = this.#rules.rows.filter((row) => row !== undefined) as unknown as ScoreRule[];
    const reads = new Set<string>();
    const paths: FieldPath[] = [];
    const own: Asked[] = [];
    const outer: Asked[] = [];
    for (const [index, rule] of scoreRules(rows).entries()) {
      const prepared = rule.off ? undefined : this.#parts.prepare(rule.condition);
      // What it asks for is deleted, or has not arrived: it fits nothing until it is.
      if (prepared?.ok !== true) continue;
      const asks = pathsIn(rule.condition).map((path) => this.#parts.resolve(path));
      if (asks.some((path) => path?.field.computed?.by === 'score')) continue;
      const asked = { rule, test: prepared.value.test, digit: 2 ** index };
      for (const name of prepared.value.reads) reads.add(name);
      (prepared.value.reads.size === 0 ? own : outer).push(asked);
      for (const path of asks) if (path !== undefined) paths.push(path);
    }
    this.#outside = [...reads].map((name) => this.#parts.rows.table(name));
    this.#reads = reads.add(RULES);
    this.#own = own;
    this.#outer = outer;
    this.#paths = paths;
    this.#kept = new WeakMap();
    this.#outcomes = new Map();
    this.#renewed.forget();
    this.#touchedBy = new TouchedBy([
      () => this.#renewed,
      ...paths.flatMap((path) =>
        path.outside === undefined && path.through === undefined
          ? []
          : [path.touched ?? (() => undefined)],
      ),
    ]);
  }
}

function sumOf(asked: readonly Asked[], row: AnyRow): number {
  let sum = 0;
  for (const { test, digit } of asked) if (test(row)) sum += digit;
  return sum;
}

function has(fits: number, digit: number): boolean {
  return Math.floor(fits / digit) % 2 === 1;
}

function valueOf(part: Scored['part'], fitting: readonly RuleInForce[]): unknown {
  if (part === 'reasons') return reasonsOf(fitting);
  const points = pointsOf(fitting);
  return part === 'points' ? points : bandOf(points);
}

function pathsIn(filter: Filter): readonly string[] {
  if ('field' in filter) return [filter.field];
  return ('all' in filter ? filter.all : filter.any).flatMap(pathsIn);
}

/** Relative dates, the zone of instants, and who “me” is. */
function isAnother(now: QueryContext, before: QueryContext | undefined): boolean {
  return (
    now !== before &&
    (now.today !== before?.today ||
      now.teamToday !== before.teamToday ||
      now.meId !== before.meId ||
      now.timeZone !== before.timeZone)
  );
}
