/** The service desk: open tickets, what is due first at the top, worked through by a few keys. */
import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useMemo, useRef, type KeyboardEvent } from 'react';
import type { DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { onListKey } from '../list/use-list-keys.ts';
import { titleLookup, useNavigation, useSession } from '../session/session.tsx';
import { useNow } from '../timeline/use-now.ts';
import { isBusyElsewhere } from '../record/typing.ts';
import { DeskRow } from './desk-row.tsx';
import { DeskViews, emptyWords, viewLabel } from './desk-views.tsx';
import { useDesk } from './use-desk.ts';
import { useTakeTicket } from './use-take-ticket.ts';
import './desk.css';

const ROW_HEIGHT_PX = 32;
const OVERSCAN_ROWS = 12;
/** Not the first letter of any module, as `g` and that letter leads there. */
export const TAKE_KEY = 'w';
export const TAKE_NEXT_KEY = 'f';

export interface DeskPlace {
  readonly view: DeskView;
  readonly activeIndex: number;
}

interface DeskPageProps {
  readonly place: DeskPlace;
  readonly onPlace: (place: DeskPlace) => void;
}

export function DeskPage({ place, onPlace }: DeskPageProps) {
  const { view, activeIndex } = place;
  const { locale } = useSession();
  const { openRecord, create } = useNavigation();
  const { take, takeNext } = useTakeTicket();
  const nowMs = useNow();
  const grid = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const { desk, isOf } = useDesk(view);
  const titleOf = useMemo(() => titleLookup(desk?.titles ?? {}), [desk?.titles]);
  const rows = useMemo(() => (isOf ? (desk?.rows ?? []) : []), [desk, isOf]);
  const count = rows.length;
  const active = Math.min(activeIndex, Math.max(0, count - 1));

  // oxlint-disable-next-line react/incompatible-library -- asked anew at every render, and passed to nothing memoized
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: OVERSCAN_ROWS,
  });
  const items = virtual.getVirtualItems();
  const move = (index: number): void => {
    onPlace({ view, activeIndex: index });
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const ids = desk?.ids;
  const open = useCallback(
    (index: number) => {
      const id = rows[index]?.row.id;
      if (id === undefined || ids === undefined) return;
      onPlace({ view, activeIndex: index });
      // From here to the next in the order of now, also when this one is answered and leaves the desk.
      openRecord(ticket.name, id, { query: { entity: ticket.name, sort: [] }, index, ids });
    },
    [rows, ids, openRecord, onPlace, view],
  );
  const activate = useCallback(
    (index: number) => {
      onPlace({ view, activeIndex: index });
      grid.current?.focus({ preventScroll: true });
    },
    [onPlace, view],
  );
  const newTicket = (): void => create(ticket.name, {});
  const nothing = (): void => undefined;

  const onKeyDown = (event: KeyboardEvent): void => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const acts: Readonly<Record<string, () => void>> = {
      [TAKE_KEY]: () => void take(rows[active]?.row.id),
      [TAKE_NEXT_KEY]: () => void takeNext(),
    };
    const act = plain && event.target === event.currentTarget ? acts[event.key] : undefined;
    if (act !== undefined) {
      event.preventDefault();
      act();
      return;
    }
    onListKey(event, {
      count,
      activeIndex: active,
      rowsOnScreen: Math.max(1, items.length - 2 * OVERSCAN_ROWS),
      move,
      open,
      // Tickets are worked on one by one; many at once are the list's.
      select: nothing,
      selectAll: nothing,
      clearSelection: nothing,
      create: newTicket,
      focusText: nothing,
    });
  };

  // One comes here to work through them: the keys work at once.
  useEffect(() => {
    if (!isBusyElsewhere()) grid.current?.focus({ preventScroll: true });
  }, [view]);

  const rowId = (index: number): string => `${gridId}-${index}`;
  const number = numberFormat(locale, {});
  return (
    <main className="list-page">
      <header className="page-header">
        <h1>Service desk</h1>
        <span className="page-header-space" />
        <Button
          variant="default"
          rightSection={<Key name={TAKE_NEXT_KEY} />}
          onClick={() => void takeNext()}
        >
          Take next
        </Button>
        <Button leftSection={<Icon name="plus" size={14} />} onClick={newTicket}>
          New ticket
        </Button>
      </header>
      <div className="desk">
        <DeskViews
          desk={desk}
          view={view}
          onView={(next) => onPlace({ view: next, activeIndex: 0 })}
        />
        <div className="desk-tickets">
          <div
            ref={grid}
            className="list-scroller"
            role="grid"
            tabIndex={0}
            aria-label={`Open tickets: ${viewLabel(view, desk)}`}
            aria-rowcount={count}
            aria-colcount={6}
            aria-busy={!isOf || desk?.reading === true}
            {...(count > 0 ? { 'aria-activedescendant': rowId(active) } : {})}
            onKeyDown={onKeyDown}
          >
            <div role="rowgroup" className="list-body" style={{ height: virtual.getTotalSize() }}>
              {count === 0 && isOf && (
                <div role="row">
                  <div role="gridcell" className="empty">
                    <Icon name="check" size={28} />
                    <p>{emptyWords(view, desk)}</p>
                  </div>
                </div>
              )}
              {items.map(({ index, start }) => {
                const entry = rows[index];
                if (entry === undefined) return null;
                return (
                  <DeskRow
                    key={entry.row.id}
                    row={entry.row as AnyRow}
                    due={entry.due}
                    rowId={rowId(index)}
                    index={index}
                    topPx={start}
                    active={index === active}
                    titleOf={titleOf}
                    nowMs={nowMs}
                    onOpen={open}
                    onActivate={activate}
                  />
                );
              })}
            </div>
          </div>
          <p className="desk-foot">
            <span>
              <Key name={TAKE_KEY} /> makes it yours
            </span>
            <span>
              <Key name="Enter" /> opens it
            </span>
            {desk !== undefined && isOf && desk.ids.length > count && (
              <span>The first {number.format(count)} are shown; they are due first.</span>
            )}
          </p>
        </div>
      </div>
    </main>
  );
}

function Key({ name }: { readonly name: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {name.length === 1 ? name.toUpperCase() : name}
    </kbd>
  );
}
