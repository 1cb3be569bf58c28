import { memo } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import type { QueryResult } from '../../../crm/kernel/query.ts';
import { numberFormat } from '../fields/formatters.ts';
import { viewOf } from '../field-views.ts';
import { useSession } from '../session/session.tsx';
import { Sum } from '../totals/sum.tsx';
import type { PlacedColumn } from './columns.ts';

interface ListFooterProps {
  readonly entity: EntityDef;
  readonly columns: readonly PlacedColumn[];
  readonly result: QueryResult | undefined;
  readonly selected: number;
}

/** Count and sums over everything that matches, not over what is loaded. */
export const ListFooter = memo(function ListFooter({
  entity,
  columns,
  result,
  selected,
}: ListFooterProps) {
  const { locale } = useSession();
  const count = result?.count ?? 0;
  const noun = (count === 1 ? entity.label.one : entity.label.many).toLowerCase();
  return (
    <div role="row" className="list-footer" aria-rowindex={count + 2}>
      <div role="gridcell" className="list-check" aria-label="Totals" />
      {columns.map(({ key, widthPx, leftPx }, at) => {
        const field = fieldOf(entity, key);
        return (
          <div
            key={key}
            role="gridcell"
            className="list-cell"
            data-align={field === undefined ? 'start' : viewOf(field).align}
            data-first={at === 0}
            data-pinned={leftPx !== undefined}
            style={{ width: widthPx, left: leftPx }}
          >
            {at === 0 ? (
              <span className="list-count">
                {numberFormat(locale, {}).format(count)} {noun}
                {selected > 0 && `, ${numberFormat(locale, {}).format(selected)} selected`}
              </span>
            ) : (
              <span className="cell-number">
                <Sum parts={result?.sums[key]} of={field?.label ?? key} />
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
