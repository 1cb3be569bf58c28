import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { fieldOf } from '../../../crm/kernel/system-fields.ts';
import type { Group } from '../../../crm/kernel/query.ts';
import { numberFormat } from '../fields/formatters.ts';
import { viewOf } from '../field-views.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { Sum } from '../totals/sum.tsx';
import type { PlacedColumn } from './columns.ts';

interface GroupRowProps {
  readonly entity: EntityDef;
  readonly group: Group;
  readonly collapsed: boolean;
  readonly line: number;
  readonly topPx: number;
  readonly columns: readonly PlacedColumn[];
  readonly onToggle: (key: string) => void;
  /** The keyboard has come here. */
  readonly focused: boolean;
  readonly onFocused: (key: string, focused: boolean) => void;
  readonly onKey: (event: KeyboardEvent, line: number) => void;
}

/** The line over the rows of a group: what they have in common, how many there are, and their sums. */
export function GroupRow(props: GroupRowProps) {
  const { entity, group, collapsed, columns, focused } = props;
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) toggle.current?.focus({ preventScroll: true });
  }, [focused]);
  const { locale } = useSession();
  const count = numberFormat(locale, {}).format(group.count);
  const noun = (group.count === 1 ? entity.label.one : entity.label.many).toLowerCase();
  return (
    <div
      role="row"
      aria-rowindex={props.line + 2}
      className="list-row list-group"
      style={{ transform: `translateY(${props.topPx}px)` }}
    >
      <div role="gridcell" className="list-check" aria-label="Group" />
      {columns.map(({ key, widthPx, leftPx }, at) => {
        const field = fieldOf(entity, key);
        return (
          <div
            key={key}
            role="gridcell"
            aria-colindex={at + 2}
            className="list-cell"
            data-align={field === undefined ? 'start' : viewOf(field).align}
            data-first={at === 0}
            data-pinned={leftPx !== undefined}
            style={{ width: widthPx, left: leftPx }}
          >
            {at === 0 ? (
              <button
                type="button"
                className="list-group-toggle"
                aria-expanded={!collapsed}
                ref={toggle}
                onClick={() => props.onToggle(group.key)}
                onFocus={() => props.onFocused(group.key, true)}
                onBlur={() => props.onFocused(group.key, false)}
                onKeyDown={(event) => props.onKey(event, props.line)}
              >
                <Icon name={collapsed ? 'chevron-right' : 'chevron-down'} size={14} />
                <span className="list-group-label">{group.label}</span>{' '}
                <span className="list-group-count">
                  {count}
                  <span className="visually-hidden"> {noun}</span>
                </span>
              </button>
            ) : (
              <span className="cell-number">
                <Sum parts={group.sums[key]} of={`${field?.label ?? key} in ${group.label}`} />
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
