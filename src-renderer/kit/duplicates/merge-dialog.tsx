/** Records side by side: which one stays, and whose value it gets, field by field. */
import { Button, Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useActs } from '../acts/acts.ts';
import { dateFormat } from '../fields/formatters.ts';
import { titleLookup, useSession } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { chosenFor, fieldsToChoose, likelySurvivor } from './merge-choices.ts';
import { MergeRow } from './merge-row.tsx';
import { movingWords } from './moving-words.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import './duplicates.css';

interface MergeDialogProps {
  readonly entity: EntityDef;
  readonly ids: readonly string[];
  /** False where the screen below knows better where the focus belongs. */
  readonly returnFocus?: boolean;
  readonly onClose: () => void;
  readonly onMerged: (survivor: string) => void;
}

/** Side by side they must fit on a screen. */
export const MERGE_MAX_RECORDS = 8;

export function MergeDialog({
  entity,
  ids,
  returnFocus = true,
  onClose,
  onMerged,
}: MergeDialogProps) {
  useFocusBack();
  const query = useMemo<Query>(
    () => ({
      entity: entity.name,
      filter: { field: 'id', operator: 'anyOf', operand: [...ids] },
      archived: 'with',
      sort: [],
      window: { offset: 0, limit: MERGE_MAX_RECORDS },
    }),
    [entity, ids],
  );
  const { result } = useLiveQuery(query);
  const rows = useMemo(
    () =>
      ((result?.rows ?? []) as unknown as readonly AnyRow[]).toSorted((a, b) =>
        a.createdAt < b.createdAt ? -1 : 1,
      ),
    [result],
  );
  const many = entity.label.many.toLowerCase();
  return (
    <Modal
      opened
      onClose={onClose}
      size="auto"
      returnFocus={returnFocus}
      title={`Merge ${ids.length} ${many}`}
      closeButtonProps={{ 'aria-label': 'Leave them as they are' }}
      classNames={{ body: 'merge-body' }}
    >
      {rows.length < 2 || result === undefined ? (
        <p className="field-help" aria-busy={result === undefined}>
          {result === undefined ? 'One moment…' : `These ${many} are no longer here.`}
        </p>
      ) : (
        <MergeForm
          entity={entity}
          rows={rows}
          titles={result.titles}
          onClose={onClose}
          onMerged={onMerged}
        />
      )}
    </Modal>
  );
}

interface MergeFormProps extends Omit<MergeDialogProps, 'ids' | 'returnFocus'> {
  readonly rows: readonly AnyRow[];
  readonly titles: Readonly<Record<string, string>>;
}

function MergeForm({ entity, rows, titles, onClose, onMerged }: MergeFormProps) {
  const { locale } = useSession();
  const acts = useActs();
  const [survivor, setSurvivor] = useState(() => likelySurvivor(entity, rows));
  const [take, setTake] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const moving = useMoving(entity, rows, survivor);
  const { differing, same } = useMemo(() => fieldsToChoose(entity, rows), [entity, rows]);
  const titleOf = useMemo(() => titleLookup(titles), [titles]);
  const kept = rows.find((row) => row.id === survivor);
  const losers = rows.filter((row) => row.id !== survivor);
  const keptTitle = kept === undefined ? '' : recordTitle(entity, kept);

  const submit = async (): Promise<void> => {
    if (saving || kept === undefined) return;
    setSaving(true);
    const chosen = Object.fromEntries(
      Object.entries(take).filter(([, id]) => rows.some((row) => row.id === id)),
    );
    const ids = losers.map(({ id }) => id);
    const input = { entity: entity.name, survivor, losers: ids, take: chosen };
    const refused = await acts.run('records.merge', input, `Merged into ${keptTitle}`);
    setSaving(false);
    if (refused === null) onMerged(survivor);
    else setProblem(refused);
  };

  const created = dateFormat(locale, { dateStyle: 'medium' });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it
    <form
      className="merge"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void submit();
      }}
    >
      <div className="merge-scroll">
        <table className="merge-table">
          <thead>
            <tr role="radiogroup" aria-label="Which one stays">
              <th scope="col">Stays</th>
              {rows.map((row, index) => (
                <th key={row.id} scope="col" data-kept={row.id === survivor}>
                  <label className="merge-cell">
                    <input
                      type="radio"
                      name="survivor"
                      value={row.id}
                      checked={row.id === survivor}
                      disabled={row.archivedAt !== undefined}
                      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was asked for
                      autoFocus={index === 0}
                      onChange={() => setSurvivor(row.id)}
                    />
                    <span className="merge-title">{recordTitle(entity, row)}</span>
                  </label>
                  <span className="merge-since">
                    {row.archivedAt === undefined ? 'since' : 'archived,'}{' '}
                    {created.format(new Date(row.createdAt))}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <MergeRow
                key={field.key}
                entity={entity}
                field={field}
                rows={rows}
                chosen={chosenFor(field, rows, survivor, take)}
                titleOf={titleOf}
                onChoose={(id) => setTake((before) => ({ ...before, [field.key]: id }))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {same > 0 && (
        <p className="field-help">
          {same} {same === 1 ? 'field is' : 'fields are'} the same in all.
        </p>
      )}
      <p className="merge-preview" role="status">
        {moving === undefined
          ? ''
          : Object.keys(moving).length === 0
            ? 'Nothing else links to what goes. '
            : `${movingWords(moving, locale)} will link to ${keptTitle}. `}
        {losers.map((row) => recordTitle(entity, row)).join(', ')}{' '}
        {losers.length === 1 ? 'goes' : 'go'} to the archive; the merge can be taken apart any time.
      </p>
      <ProblemLine problem={problem} />
      <DialogFoot onCancel={onClose}>
        <Button type="submit" loading={saving} title="Ctrl+Enter">
          Merge into {keptTitle}
        </Button>
      </DialogFoot>
    </form>
  );
}

function useMoving(
  entity: EntityDef,
  rows: readonly AnyRow[],
  survivor: string,
): Readonly<Record<string, number>> | undefined {
  const { client } = useSession();
  const [moving, setMoving] = useState<Readonly<Record<string, number>>>();
  const ids = rows.map(({ id }) => id).join(' ');
  useEffect(() => {
    let over = false;
    const losers = ids.split(' ').filter((id) => id !== survivor);
    client.call('merge.preview', { entity: entity.name, survivor, losers }).then(
      (answer) => (over ? undefined : setMoving(answer.ok ? answer.value.moving : undefined)),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [client, entity, ids, survivor]);
  return moving;
}
