/** In the head of a quote: what is to be done with it next, and what became of it. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { RecordAction } from '../../../crm/kernel/command.ts';
import { acceptAction, DECLINE } from '../../../crm/modules/quote/answer.rules.ts';
import { MOVE, REVISE, type STEPS } from '../../../crm/modules/quote/quote.rules.ts';
import { quote, type QuoteRow } from '../../../crm/modules/quote/quote.entity.ts';
import { standingOf } from '../../../crm/modules/quote/standing.ts';
import { useActs } from '../acts/acts.ts';
import { RecordLink } from '../fields/record-link.tsx';
import { Icon } from '../icons/icon.tsx';
import { AskedFields } from '../record/asked-fields.tsx';
import { usePageKey } from '../record/use-page-key.ts';
import { useRecordAction } from '../record/use-record-action.tsx';
import { useTeamDay } from '../session/team-day.ts';
import { useAfterPaint } from '../session/use-after-paint.ts';
import { useLiveQuery } from '../session/use-live-query.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import './quote.css';

/** Loaded when somebody first wants to see one. */
const PaperDialog = lazy(async () => {
  const { PaperDialog: dialog } = await import('./paper-dialog.tsx');
  return { default: dialog };
});

/** What comes next, by this key. */
const NEXT_KEY = 'a';
const PAPER_KEY = 'p';

export function QuoteHead({ entity, row }: { readonly entity: EntityDef; readonly row: AnyRow }) {
  return entity.name === quote.name ? <QuoteBar row={row as QuoteRow} /> : null;
}

interface Step {
  readonly label: string;
  readonly icon?: string;
  readonly run: () => void;
}

function QuoteBar({ row }: { readonly row: QuoteRow }) {
  const today = useTeamDay();
  const acts = useActs();
  const actions = useRecordAction(quote);
  const [dialog, setDialog] = useState<'paper' | 'accept' | 'decline' | null>(null);
  const title = recordTitle(quote, row as AnyRow);
  const standing = standingOf(row, today);
  const move = (to: (typeof STEPS)[number], said: string): void =>
    void acts.command(MOVE, { quote: row.id, to }, said);
  const accept = (): void => {
    if (row.deal === undefined) void actions.run(acceptAction(undefined), row as AnyRow);
    else setDialog('accept');
  };
  const steps = {
    send: { label: 'Mark as sent', icon: 'mail', run: () => move('Sent', `${title} is sent`) },
    review: { label: 'Ask for review', run: () => move('In review', `${title} is in review`) },
    approve: { label: 'Approve', icon: 'check', run: () => move('Approved', `${title} approved`) },
    draft: { label: 'Back to draft', run: () => move('Draft', `${title} is a draft again`) },
    accept: { label: 'Accept…', icon: 'check', run: accept },
    decline: { label: 'Decline…', run: () => setDialog('decline') },
    revise: {
      label: 'New revision',
      icon: 'copy',
      run: () => void actions.run(reviseAction, row as AnyRow),
    },
  } satisfies Record<string, Step>;
  const byStanding: Readonly<Record<string, readonly [Step, ...Step[]]>> = {
    Draft: [steps.send, steps.review],
    'In review': [steps.approve, steps.draft],
    Approved: [steps.send, steps.draft],
    Sent: [steps.accept, steps.decline, steps.revise],
    Expired: [steps.revise, steps.accept, steps.decline],
    Accepted: [steps.revise, steps.decline],
    Declined: [steps.revise],
  };
  const offered = row.archivedAt === undefined ? (byStanding[standing] ?? [steps.revise]) : [];
  const [first, ...others] = offered;
  usePageKey(NEXT_KEY, first === undefined ? null : first.run);
  usePageKey(PAPER_KEY, () => setDialog('paper'));
  return (
    <div className="quote-bar" role="group" aria-label="What is next">
      {first !== undefined && (
        <Button
          variant={standing === 'Accepted' ? 'default' : 'filled'}
          leftSection={<Icon name={first.icon ?? 'check'} size={14} />}
          rightSection={
            <kbd className="key" aria-hidden="true">
              {NEXT_KEY.toUpperCase()}
            </kbd>
          }
          onClick={first.run}
        >
          {first.label}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<Icon name="file-text" size={14} />}
        rightSection={
          <kbd className="key" aria-hidden="true">
            {PAPER_KEY.toUpperCase()}
          </kbd>
        }
        onClick={() => setDialog('paper')}
      >
        PDF
      </Button>
      {others.map(({ label, run }) => (
        <Button key={label} variant="subtle" color="gray" onClick={run}>
          {label}
        </Button>
      ))}
      {row.acceptedAt !== undefined && row.deal !== undefined && (
        <AcceptedTwice row={row} deal={row.deal} onKeep={accept} />
      )}
      {actions.dialog}
      {dialog === 'paper' && (
        <Suspense>
          <PaperDialog row={row} onClose={() => setDialog(null)} />
        </Suspense>
      )}
      {dialog === 'accept' && row.deal !== undefined && (
        <AcceptDialog row={row} deal={row.deal} run={actions.run} onClose={() => setDialog(null)} />
      )}
      {dialog === 'decline' && (
        <AskedFields
          of={[
            { entity: quote, keys: ['declinedBecause'], required: ['declinedBecause'], values: {} },
          ]}
          title={`“${title}” is declined`}
          submit="Decline"
          leave="Leave it as it is"
          onAnswer={(said) => {
            setDialog(null);
            const because = said?.[quote.name]?.['declinedBecause'];
            if (typeof because === 'string')
              void acts.command(DECLINE, { quote: row.id, because }, `${title} declined`);
          }}
        />
      )}
    </div>
  );
}

const reviseAction: RecordAction = {
  command: REVISE,
  label: 'New revision',
  icon: 'copy',
  isOffered: () => true,
  input: (row) => ({ quote: row.id }),
  said: (title) => `New revision of ${title}`,
  opens: quote.name,
  fills: 'revisionOf',
};

/** Two desktops told the customer yes to two quotes: no program can know which one was meant. */
function AcceptedTwice({
  row,
  deal,
  onKeep,
}: {
  readonly row: QuoteRow;
  readonly deal: string;
  readonly onKeep: () => void;
}) {
  const isAfter = useAfterPaint();
  const { id } = row;
  const query = useMemo(
    (): Query => ({
      entity: quote.name,
      filter: {
        all: [
          { field: 'deal', operator: 'anyOf', operand: [deal] },
          { field: 'id', operator: 'noneOf', operand: [id] },
          { field: 'acceptedAt', operator: 'isNotEmpty' },
        ],
      },
      sort: [],
      window: { offset: 0, limit: 1 },
    }),
    [deal, id],
  );
  const { result } = useLiveQuery(isAfter ? query : null);
  const other = result?.rows[0] as AnyRow | undefined;
  if (other === undefined) return null;
  return (
    <p className="quote-twice" role="status">
      <Icon name="warning" size={14} />
      <span>
        <RecordLink entity={quote.name} id={other.id} room="record">
          {recordTitle(quote, other)}
        </RecordLink>{' '}
        of the same deal was accepted at the same time. One of the two counts.
      </span>
      <Button size="compact-sm" variant="default" onClick={onKeep}>
        This one counts
      </Button>
    </p>
  );
}
