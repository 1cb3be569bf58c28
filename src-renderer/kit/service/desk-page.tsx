/** The service desk: open tickets, what is due first at the top, worked through by a few keys. */
import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { numberFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { WorkList } from '../list/work-list.tsx';
import { titleLookup, useNavigation, useSession } from '../session/session.tsx';
import { useNow } from '../timeline/use-now.ts';
import { DeskRow } from './desk-row.tsx';
import { DeskViews, emptyWords, viewLabel } from './desk-views.tsx';
import { useDesk } from './use-desk.ts';
import { useTakeTicket } from './use-take-ticket.ts';
import './desk.css';

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
  const { desk, isOf } = useDesk(view);
  const titleOf = useMemo(() => titleLookup(desk?.titles ?? {}), [desk?.titles]);
  const rows = useMemo(() => (isOf ? (desk?.rows ?? []) : []), [desk, isOf]);
  const count = rows.length;
  const activate = useCallback(
    (index: number) => onPlace({ view, activeIndex: index }),
    [onPlace, view],
  );
  const ids = desk?.ids;
  const open = useCallback(
    (index: number) => {
      const id = rows[index]?.row.id;
      if (id === undefined || ids === undefined) return;
      activate(index);
      // From here to the next in the order of now, also when this one is answered and leaves the desk.
      openRecord(ticket.name, id, { query: { entity: ticket.name, sort: [] }, index, ids });
    },
    [rows, ids, openRecord, activate],
  );
  const newTicket = (): void => create(ticket.name, {});
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
          <WorkList
            key={JSON.stringify(view)}
            label={`Open tickets: ${viewLabel(view, desk)}`}
            columns={6}
            isBusy={!isOf || desk?.reading === true}
            items={rows}
            keyOf={({ row }) => row.id}
            renderRow={({ row, due }, at) => (
              <DeskRow {...at} row={row as AnyRow} due={due} titleOf={titleOf} nowMs={nowMs} />
            )}
            empty={isOf ? <p>{emptyWords(view, desk)}</p> : null}
            activeIndex={activeIndex}
            onActive={activate}
            onOpen={open}
            onCreate={newTicket}
            acts={{
              [TAKE_KEY]: (at) => void take(at?.row.id),
              [TAKE_NEXT_KEY]: () => void takeNext(),
            }}
          />
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
