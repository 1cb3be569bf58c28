/** Acts over many records from the window's side: progress and stopping, what was refused, and undo. */
import { useCallback, useState, type ReactNode } from 'react';
import type { BulkEdit, BulkReport } from '../../../crm/contracts/rpc/bulk.rpc.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { sameJson } from '../../../crm/kernel/write.ts';
import { actsOf } from '../acts/acts.ts';
import { sayDone, sayNothing, sayProblem, sayWorking } from '../acts/toast.tsx';
import { numberFormat } from '../fields/formatters.ts';
import { AskedFields, type AskedOf } from '../record/asked-fields.tsx';
import { askedOfProblem } from '../record/asked-of-problem.ts';
import { useSession, type Session } from '../session/session.tsx';
import { BulkReportDialog, type LostCell, type ReportShown } from './bulk-report.tsx';

export interface BulkWish {
  readonly entity: EntityDef;
  readonly edit: BulkEdit;
  /** In the list of what can be undone. */
  readonly label: string;
  /** What is said when it is done, of this many records. */
  readonly said: (changed: number) => string;
  /** Cells that found no record or no field already here. */
  readonly lost?: readonly LostCell[];
}

/** True when anything was written. */
export type RunBulk = (wish: BulkWish) => Promise<boolean>;

/** Shorter acts are over before anybody could read how far they are. */
const SHOW_PROGRESS_AFTER_MS = 400;

/** `onClosed`: where the focus goes once a report has been read. */
export function useBulk(onClosed: () => void): {
  readonly run: RunBulk;
  readonly dialog: ReactNode;
} {
  const { client, locale } = useSession();
  const [shown, setShown] = useState<ReportShown | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const run = useCallback<RunBulk>(
    async function attempt(wish): Promise<boolean> {
      // Texts are cells: each is taken or given back. Everything else is one wish, done whole or as the person decides.
      const whole = wish.edit.kind !== 'texts';
      const report = await runOnce({ client, locale }, wish, whole);
      if (report === null) return false;
      const asked = askedFor(wish, report);
      if (asked !== null && wish.edit.kind === 'values') {
        const said = await new Promise<Values | null>((answer) => setAsking({ ...asked, answer }));
        setAsking(null);
        if (said === null) return false;
        const values = { ...wish.edit.values, ...said };
        return attempt({ ...wish, edit: { ...wish.edit, values } });
      }
      const lost = [...(wish.lost ?? []), ...lostOf(wish.entity, report)];
      const lostCount = (wish.lost?.length ?? 0) + report.unreadCount;
      if (report.refusedCount > 0 || lost.length > 0) {
        const others = whole && report.refusedCount < report.asked;
        setShown({
          entity: wish.entity,
          report,
          lost,
          lostCount,
          ...(others ? { doOthers: () => void runOnce({ client, locale }, wish, false) } : {}),
        });
      }
      return report.changed > 0;
    },
    [client, locale],
  );
  const dialog =
    asking === null ? (
      shown !== null && (
        <BulkReportDialog
          shown={shown}
          onClose={() => {
            setShown(null);
            onClosed();
          }}
        />
      )
    ) : (
      <AskedFields
        of={[asking.of]}
        title={asking.title}
        help={asking.help}
        submit="Change"
        leave="Change nothing"
        onAnswer={(said) => {
          asking.answer(said === null ? null : (said[asking.of.entity.name] ?? {}));
          onClosed();
        }}
      />
    );
  return { run, dialog };
}

interface Asked {
  readonly of: AskedOf;
  readonly title: string;
  readonly help: string;
}
interface Asking extends Asked {
  readonly answer: (said: Values | null) => void;
}

/**
 * All of them were refused for want of the same fields, as a deal is that is lost without a reason: said once, it
 * holds for all. Where some have it already it is theirs, and nobody is asked.
 */
function askedFor({ entity, edit, label }: BulkWish, report: BulkReport): Asked | null {
  if (edit.kind !== 'values' || report.refusedCount === 0) return null;
  if (report.refusedCount < report.asked) return null;
  const [first] = report.refused;
  if (first === undefined) return null;
  const { fields } = first.problem;
  const of = askedOfProblem(entity, edit.values, first.problem);
  if (of === null || !report.refused.every(({ problem }) => sameJson(problem.fields, fields)))
    return null;
  return { of, title: label, help: first.problem.message };
}

async function runOnce(
  { client, locale }: Pick<Session, 'client' | 'locale'>,
  { entity, edit, label, said }: BulkWish,
  whole: boolean,
): Promise<BulkReport | null> {
  const job = crypto.randomUUID();
  const number = numberFormat(locale, {});
  const startedAt = performance.now();
  let showsProgress = false;
  const stopListening = client.on('bulk.progress', (progress) => {
    if (progress.job !== job || performance.now() - startedAt < SHOW_PROGRESS_AFTER_MS) return;
    showsProgress = true;
    sayWorking(`${label}: ${number.format(progress.done)} of ${number.format(progress.total)}`, [
      { label: 'Stop', run: () => void client.call('bulk.stop', { job }) },
    ]);
  });
  const done = await client.call('bulk.run', { job, entity: entity.name, label, whole, edit });
  stopListening();
  if (showsProgress) sayNothing();
  if (!done.ok) {
    sayProblem(done.problem);
    return null;
  }
  const { txId, changed, refusedCount } = done.value;
  if (txId !== '') {
    sayDone(said(changed), [{ label: 'Undo', run: () => void actsOf(client).undo(txId) }]);
  } else if (refusedCount === 0 && done.value.unreadCount === 0) {
    sayDone('Nothing to change: it is so already');
  }
  return done.value;
}

function lostOf(entity: EntityDef, report: BulkReport): readonly LostCell[] {
  return report.unread.map(({ title, field, text, reason }) => ({
    title,
    field: entity.fields[field]?.label ?? field,
    text,
    reason,
  }));
}
