/** How much of what the team wants to know of a record of its kind is there. */
import type { Completeness } from '../../../crm/kernel/custom/computed-definition.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import {
  expectedFields,
  hasEnded,
  missingIn,
  plannedFields,
  qualityRuleId,
} from '../../../crm/modules/quality/expected-fields.ts';
import { ChangeLog } from '../rows/slot-log.ts';
import type { RowStore } from '../rows/row-store.ts';
import type { Column, Outcome } from './column.ts';

const RULES = 'qualityRule';

export function completenessColumn(
  rows: RowStore,
  entity: EntityDef,
  part: Completeness['part'],
): Column {
  const rules = rows.table(RULES);
  const ruleId = qualityRuleId(entity.name);
  let seen = -1;
  const planned = new Set(plannedFields(entity));
  let expected: readonly string[] = [];
  let expectedAtTheEnd: readonly string[] = [];
  // Few different outcomes stand for many records: what is missing, as text, leads to one of them.
  const outcomes = new Map<string, Outcome>();
  let known = new WeakMap<AnyRow, Outcome>();

  const touched = new ChangeLog<string>();
  const catchUp = (): void => {
    if (seen === rules.log.position) return;
    seen = rules.log.position;
    expected = expectedFields(entity, rules.get(ruleId));
    expectedAtTheEnd = expected.filter((key) => !planned.has(key));
    outcomes.clear();
    known = new WeakMap();
    touched.forget();
  };
  const outcomeOf = (row: AnyRow): Outcome => {
    const asked = planned.size > 0 && hasEnded(entity, row) ? expectedAtTheEnd : expected;
    const missing = missingIn(asked, row);
    const key = `${asked.length} ${missing.join(' ')}`;
    let outcome = outcomes.get(key);
    if (outcome === undefined) {
      const words = missing.map((one) => entity.fields[one]?.label ?? one).join(', ');
      const share =
        asked.length === 0
          ? undefined
          : Math.floor((100 * (asked.length - missing.length)) / asked.length);
      outcome = { value: part === 'share' ? share : words === '' ? undefined : words };
      outcomes.set(key, outcome);
    }
    return outcome;
  };

  return {
    reads: new Set([RULES]),
    readsToday: false,
    touched: () => {
      catchUp();
      return touched;
    },
    isReady: () => true,
    at(row) {
      catchUp();
      let outcome = known.get(row);
      if (outcome === undefined) known.set(row, (outcome = outcomeOf(row)));
      return outcome;
    },
  };
}
