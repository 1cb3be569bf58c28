/** The strip beside the tickets: which of them to work on. */
import type { Desk, DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';

type NamedView = Exclude<DeskView['view'], 'queue'>;

interface NamedDesk {
  readonly view: NamedView;
  readonly label: string;
  readonly empty: string;
}

export const deskViews: readonly NamedDesk[] = [
  { view: 'mine', label: 'Mine', empty: 'No open ticket is yours. Press F to take the next one.' },
  { view: 'unassigned', label: 'Unassigned', empty: 'Every open ticket has an agent.' },
  { view: 'overdue', label: 'Overdue', empty: 'Nothing is late.' },
  { view: 'near', label: 'Due soon', empty: 'Nothing is about to be late.' },
  { view: 'escalated', label: 'Escalated to me', empty: 'Nothing was escalated to you.' },
  { view: 'all', label: 'All open', empty: 'No ticket is open.' },
];

export function viewLabel(view: DeskView, desk: Desk | undefined): string {
  return view.view === 'queue'
    ? queueLabel(view.queue, desk)
    : (deskViews.find((one) => one.view === view.view)?.label ?? '');
}

/** A queue without open tickets is in no answer; its name is not worth a question of its own. */
function queueLabel(id: string, desk: Desk | undefined): string {
  return desk?.queues.find((one) => one.id === id)?.name ?? 'This queue';
}

export function emptyWords(view: DeskView, desk: Desk | undefined): string {
  if (desk?.counts.all === 0)
    return 'No ticket is open. What comes in stands here, the most urgent first.';
  return view.view === 'queue'
    ? 'No open ticket is in this queue.'
    : (deskViews.find((one) => one.view === view.view)?.empty ?? '');
}

interface DeskViewsProps {
  readonly desk: Desk | undefined;
  readonly view: DeskView;
  readonly onView: (view: DeskView) => void;
}

export function DeskViews({ desk, view, onView }: DeskViewsProps) {
  const { locale } = useSession();
  const number = numberFormat(locale, {});
  const choice = (
    key: string,
    to: DeskView,
    label: string,
    count: number | undefined,
    overdue = 0,
  ) => (
    <li key={key}>
      <button
        type="button"
        className="desk-view"
        aria-pressed={isSameView(view, to)}
        onClick={() => onView(to)}
      >
        <span className="desk-view-name">{label}</span>
        {overdue > 0 && (
          <span className="desk-view-late">
            {number.format(overdue)} late<span className="visually-hidden">, </span>
          </span>
        )}
        <span className="desk-view-count">{count === undefined ? '' : number.format(count)}</span>
      </button>
    </li>
  );
  return (
    <nav className="desk-views" aria-label="Which tickets">
      <ul>
        {deskViews.map(({ view: named, label }) =>
          choice(named, { view: named }, label, desk?.counts[named]),
        )}
      </ul>
      {desk !== undefined && desk.queues.length > 0 && (
        <>
          <h2>Queues</h2>
          <ul>
            {desk.queues.map(({ id, name, count, overdue }) =>
              choice(`queue/${id}`, { view: 'queue', queue: id }, name, count, overdue),
            )}
          </ul>
        </>
      )}
    </nav>
  );
}

function isSameView(a: DeskView, b: DeskView): boolean {
  return a.view === 'queue' ? b.view === 'queue' && a.queue === b.queue : a.view === b.view;
}
