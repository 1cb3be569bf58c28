/** Mentions, what was shared, news and reminders on one calm page, to be worked through with a few keys. */
import { useCallback, useState } from 'react';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { WorkList } from '../list/work-list.tsx';
import { WorkRow, type WorkRowPlace } from '../list/work-row.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { useInbox, type InboxItem } from './use-inbox.ts';
import './inbox.css';

export function InboxPage() {
  const { openRecord } = useNavigation();
  const { items, isHere } = useInbox();
  const [activeIndex, setActiveIndex] = useState(0);
  const active = Math.min(activeIndex, Math.max(0, items.length - 1));
  const open = useCallback(
    (index: number) => {
      const item = items[index];
      if (item === undefined || item.place === null) return;
      if (item.isSeenByOpening) void item.done();
      openRecord(item.place.entity, item.place.id);
    },
    [items, openRecord],
  );
  const hint = (key: string, does: string) => (
    <span className="task-hint inbox-hint">
      <kbd className="key">{key}</kbd> {does}
    </span>
  );
  return (
    <main className="list-page">
      <header className="page-header">
        <h1>Inbox</h1>
        <span className="page-header-space" />
        {items.length > 0 && (
          <>
            {hint('J K', 'next, previous')}
            {hint('Enter', 'opens')}
            {hint('E', 'done')}
            {hint('M', 'mutes')}
          </>
        )}
      </header>
      <WorkList
        label="Inbox"
        columns={5}
        isBusy={!isHere}
        items={items}
        keyOf={({ key }) => key}
        renderRow={(item, place) => <InboxRow {...place} item={item} />}
        empty={
          !isHere ? null : (
            <>
              <h2>Nothing waits for you</h2>
              <p className="field-help">
                What colleagues change on records that you follow, where they mention you or share
                something with you, and what you asked to be reminded of comes here. Follow a record
                with F on its page.
              </p>
            </>
          )
        }
        activeIndex={active}
        onActive={setActiveIndex}
        onOpen={open}
        onCreate={() => undefined}
        acts={{
          j: () => setActiveIndex(Math.min(active + 1, Math.max(0, items.length - 1))),
          k: () => setActiveIndex(Math.max(active - 1, 0)),
          e: (item) => void item?.done(),
          m: (item) => void item?.mute?.(),
        }}
      />
    </main>
  );
}

function InboxRow({ item, ...place }: WorkRowPlace & { readonly item: InboxItem }) {
  const { locale, timeZone } = useSession();
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (
    <WorkRow {...place} className="inbox-row">
      <div role="gridcell" className="list-cell inbox-kind">
        <Icon name={item.icon} size={14} /> {item.kind}
      </div>
      <div role="gridcell" className="list-cell inbox-title">
        {item.place === null ? (
          item.title
        ) : (
          <a
            className="cell-link"
            href={`#/${item.place.entity}/${item.place.id}`}
            tabIndex={-1}
            onClick={(event) => {
              event.preventDefault();
              event.stopPropagation();
              place.onOpen(place.index);
            }}
          >
            {item.title}
          </a>
        )}
      </div>
      <div role="gridcell" className="list-cell inbox-words" title={item.words}>
        {item.words}
      </div>
      <div role="gridcell" className="list-cell inbox-at">
        {item.at !== '' && <time dateTime={item.at}>{when.format(new Date(item.at))}</time>}
      </div>
      <div role="gridcell" className="list-cell inbox-act">
        <button
          type="button"
          className="inbox-done"
          tabIndex={-1}
          aria-label={`Done: ${item.title}`}
          title="Done (E)"
          onClick={(event) => {
            event.stopPropagation();
            void item.done();
          }}
        >
          <Icon name="check" size={14} />
        </button>
      </div>
    </WorkRow>
  );
}
