/** A rule of a module over all records of its entity: asked once for every state of a record, or once a day of the team. */
import type { RowRule } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { ChangeLog } from '../rows/slot-log.ts';
import type { Column, ColumnContext, Outcome } from './column.ts';

const NOTHING: ReadonlySet<string> = new Set();

export function ruleColumn(rule: RowRule, context: () => ColumnContext): Column {
  const kept = new WeakMap<AnyRow, { readonly today: string; readonly outcome: Outcome }>();
  const touched = new ChangeLog<string>();
  let day = '';
  const dayOf = ({ today, teamToday = today }: ColumnContext): string =>
    rule.readsToday ? teamToday : '';
  return {
    reads: NOTHING,
    readsToday: rule.readsToday,
    touched: () => {
      const today = dayOf(context());
      if (day !== today) touched.forget();
      day = today;
      return touched;
    },
    isReady: () => true,
    at(row) {
      const today = dayOf(context());
      const before = kept.get(row);
      if (before?.today === today) return before.outcome;
      const value = rule.valueOf(row, today);
      const outcome = value === undefined ? {} : { value };
      kept.set(row, { today, outcome });
      return outcome;
    },
  };
}
