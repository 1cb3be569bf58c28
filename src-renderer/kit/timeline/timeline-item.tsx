import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import { activityWord } from '../../../crm/modules/activity/activity-words.ts';
import { quickKinds } from '../../../crm/modules/activity/quick-log.ts';
import { ticket } from '../../../crm/modules/ticket/ticket.entity.ts';
import { dateFormat } from '../fields/formatters.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { Icon } from '../icons/icon.tsx';
import { changeText } from '../record/change-text.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import type { CommentsOfRecord } from '../comments/use-comments.ts';
import { CloseButton, DueLabel } from './planned-line.tsx';
import type {
  ActivityItem,
  ChangeItem,
  CommentItem,
  HistoryChange,
  StageItem,
  TicketItem,
  TimelineItem as Item,
} from './timeline-items.ts';

interface ItemProps<Of extends Item> {
  readonly item: Of;
  readonly open: boolean;
  readonly entity: EntityDef;
  /** Document name of the record on screen: what stands on its page need not say that it is about it. */
  readonly here: string;
  /** Titles of what activities link to. */
  readonly titleOf: TitleOf;
  /** Titles of what the record itself links to. */
  readonly recordTitleOf: TitleOf;
  readonly nowMs: number;
  readonly comments: Pick<CommentsOfRecord, 'titleOf' | 'answering' | 'ask'>;
}

export function TimelineItem(props: ItemProps<Item>) {
  return (
    <>
      <Content {...props} />
      {props.item.kind !== 'comment' && <Answer {...props} />}
    </>
  );
}

/** What happened, in a few words: for whoever answers it. */
export function itemWords(entity: EntityDef, item: Item): string {
  switch (item.kind) {
    case 'activity':
    case 'note':
      return `${activityWord('kind', item.row.kind) ?? ''} ${recordTitle(activity, item.row as AnyRow)}`.trim();
    case 'ticket':
      return recordTitle(ticket, item.row);
    case 'stage':
      return `${entity.fields[item.change.slot.field]?.label ?? 'Stage'} moved`;
    case 'change': {
      const labels = new Set(
        item.changes.map(({ slot }) => entity.fields[slot.field]?.label ?? ''),
      );
      return item.changes.length === 0
        ? `${entity.label.one} created`
        : `${[...labels].filter(Boolean).slice(0, 3).join(', ')} changed by ${item.entry.actorName}`;
    }
    case 'comment':
      return item.thread.first.text ?? '';
    default:
      return item satisfies never;
  }
}

/** Says something about a line; with how many times somebody did already. */
function Answer({ item, entity, comments }: ItemProps<Item>) {
  const words = itemWords(entity, item);
  const count = comments.answering.get(item.key) ?? 0;
  return (
    <button
      type="button"
      className="tl-answer"
      data-count={count > 0}
      aria-label={`Comment on: ${words}${count > 0 ? ` (${count} so far)` : ''}`}
      title="Comment on this"
      onClick={() => comments.ask({ line: { key: item.key, words } })}
    >
      <Icon name="message" size={14} />
      {count > 0 && count}
    </button>
  );
}

function Content(props: ItemProps<Item>) {
  const { item } = props;
  switch (item.kind) {
    case 'activity':
    case 'note':
      return <Activity {...props} item={item} />;
    case 'ticket':
      return <Ticket {...props} item={item} />;
    case 'stage':
      return <StageMove {...props} item={item} />;
    case 'change':
      return <Changes {...props} item={item} />;
    case 'comment':
      return <Said {...props} item={item} />;
    default:
      return item satisfies never;
  }
}

function Time({ at }: { readonly at: string }) {
  const { locale, timeZone } = useSession();
  return (
    <time className="tl-time" dateTime={at}>
      {dateFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(at))}
    </time>
  );
}

function Activity({ item, open, here, titleOf, nowMs }: ItemProps<ActivityItem>) {
  const { row } = item;
  const icon = quickKinds.find((one) => one.kind === row.kind)?.icon ?? activity.icon;
  const owner = row.owner === undefined ? undefined : titleOf('user', row.owner);
  const others = (row.about ?? []).filter((name) => name !== here);
  return (
    <>
      {open ? <CloseButton row={row} /> : <Badge icon={icon} />}
      <div className="tl-main">
        <p className="tl-line">
          <RecordLink entity={activity.name} id={row.id} room="record">
            <strong>{recordTitle(activity, row as AnyRow)}</strong>
          </RecordLink>
          <span className="tl-facts">
            {[
              activityWord('kind', row.kind),
              activityWord('outcome', row.outcome) ?? activityWord('status', spoken(row.status)),
              owner,
            ]
              .filter((fact) => fact !== undefined)
              .join(' · ')}
          </span>
        </p>
        {row.body !== undefined && <p className="tl-body">{row.body}</p>}
        {others.length > 0 && (
          <p className="tl-about">
            {others.map((name) => {
              const [entity = '', id = ''] = name.split('/');
              return (
                <RecordLink key={name} entity={entity} id={id} room="record">
                  {titleOf(entity, id) ?? 'Not here yet'}
                </RecordLink>
              );
            })}
          </p>
        )}
      </div>
      {open ? <DueLabel row={row} nowMs={nowMs} /> : <Time at={item.at} />}
    </>
  );
}

/** That something in the past is over goes without saying. */
function spoken(status: string | undefined): string | undefined {
  return status === 'Held' || status === 'Completed' ? undefined : status;
}

function Ticket({ item }: ItemProps<TicketItem>) {
  const { row } = item;
  const status = row['status'];
  return (
    <>
      <Badge icon={ticket.icon} />
      <div className="tl-main">
        <p className="tl-line">
          <RecordLink entity={ticket.name} id={row.id} room="record">
            <strong>{recordTitle(ticket, row)}</strong>
          </RecordLink>
          <span className="tl-facts">
            Ticket
            {typeof status === 'string'
              ? ` · ${labelOf(status, ticket.fields.status.options)}`
              : ''}
          </span>
        </p>
      </div>
      <Time at={item.at} />
    </>
  );
}

function useWords({ entity, recordTitleOf }: ItemProps<Item>) {
  const { locale, timeZone } = useSession();
  return (change: HistoryChange) =>
    changeText(entity, change, { locale, timeZone, titleOf: recordTitleOf });
}

function StageMove(props: ItemProps<StageItem>) {
  const { item } = props;
  const { label, from, to } = useWords(props)(item.change);
  return (
    <>
      <Badge icon="layout-kanban" />
      <div className="tl-main">
        <p className="tl-line">
          <span>
            <span className="tl-facts">{label} moved</span> {from !== null && `from ${from} `}
            {to === null ? 'to no stage' : 'to '}
            <strong>{to}</strong>
          </span>
          <span className="tl-facts">{item.entry.actorName}</span>
        </p>
      </div>
      <Time at={item.at} />
    </>
  );
}

/** More in one act are counted; the history has them all. */
const CHANGES_SHOWN = 4;

function Changes(props: ItemProps<ChangeItem>) {
  const { item, entity } = props;
  const words = useWords(props);
  const shown = item.changes.slice(0, CHANGES_SHOWN);
  const hidden = item.changes.length - shown.length;
  return (
    <>
      <Badge icon={item.changes.length === 0 ? entity.icon : 'pencil'} />
      <div className="tl-main">
        <div className="tl-line">
          {item.changes.length === 0 ? (
            <span>{entity.label.one} created</span>
          ) : (
            <ul className="tl-changes">
              {shown.map((change) => {
                const { label, from, to } = words(change);
                return (
                  <li key={JSON.stringify(change.slot)}>
                    <span className="tl-facts">{label}</span>{' '}
                    {from !== null && (
                      <>
                        <del>{from}</del>
                        <span aria-hidden="true"> → </span>
                      </>
                    )}
                    {to === null ? <em>cleared</em> : <ins>{to}</ins>}
                  </li>
                );
              })}
              {hidden > 0 && <li className="tl-facts">and {hidden} more</li>}
            </ul>
          )}
          <span className="tl-facts">{item.entry.actorName}</span>
        </div>
      </div>
      <Time at={item.at} />
    </>
  );
}

function Said({ item, comments }: ItemProps<CommentItem>) {
  const { first, answers } = item.thread;
  const { titleOf, ask } = comments;
  const author = first.author === undefined ? undefined : titleOf('user', first.author);
  return (
    <>
      <Badge icon="message" />
      <div className="tl-main">
        <p className="tl-line">
          <button type="button" className="tl-said" onClick={() => ask({ comment: first.id })}>
            <strong>{author ?? 'Somebody'}</strong>{' '}
            {first.archivedAt === undefined ? first.text : 'A comment that was deleted'}
          </button>
          <span className="tl-facts">
            {[
              answers.length === 0
                ? undefined
                : answers.length === 1
                  ? '1 answer'
                  : `${answers.length} answers`,
              first.resolvedAt === undefined ? undefined : 'resolved',
            ]
              .filter((fact) => fact !== undefined)
              .join(' · ')}
          </span>
        </p>
      </div>
      <Time at={item.at} />
    </>
  );
}

function Badge({ icon }: { readonly icon: string }) {
  return (
    <span className="tl-icon">
      <Icon name={icon} size={13} />
    </span>
  );
}
