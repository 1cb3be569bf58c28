import { Button, Drawer, Loader, Select } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { Avatar } from '../fields/avatar.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import { changeText } from './change-text.ts';
import { putBackOf, type PutBack } from './put-back.ts';

interface HistoryPanelProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Change = HistoryEntry['changes'][number];

/** As much of a value as tells it from the others beside it. */
const SHORT_MAX_CHARS = 24;

function inShort(value: string): string {
  return value.length <= SHORT_MAX_CHARS ? value : `${value.slice(0, SHORT_MAX_CHARS)}…`;
}

interface History {
  readonly entries: readonly HistoryEntry[];
  readonly complete: boolean;
}

export function HistoryPanel({ entity, row, titleOf, opened, onClose }: HistoryPanelProps) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={420}
      title="History"
      closeButtonProps={{ 'aria-label': 'Close the history' }}
    >
      {opened && <Entries entity={entity} row={row} titleOf={titleOf} />}
    </Drawer>
  );
}

function Entries({ entity, row, titleOf }: Pick<HistoryPanelProps, 'entity' | 'row' | 'titleOf'>) {
  const { client, locale, timeZone } = useSession();
  const acts = useActs();
  const [history, setHistory] = useState<History | null>(null);
  const [only, setOnly] = useState<string | null>(null);
  const context = useMemo(() => ({ locale, timeZone, titleOf }), [locale, timeZone, titleOf]);

  // Asked again whenever the record changes: a new row is a new entry.
  useEffect(() => {
    let current = true;
    client.call('record.history', { entity: entity.name, id: row.id }).then(
      (found) => (current ? setHistory(found) : undefined),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, entity, row]);

  if (history === null) return <Loader size="sm" aria-label="Reading the history" />;
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const changed = new Set(
    history.entries.flatMap(({ changes }) => changes.map(({ slot }) => slot.field)),
  );
  const choices = Object.entries(entity.fields)
    .filter(([key, field]) => changed.has(key) && field.inner !== true)
    .map(([value, { label }]) => ({ value, label }));
  const isShown = ({ slot }: Change): boolean =>
    slot.field !== 'createdBy' && (only === null || slot.field === only);
  const putBack = async (label: string, { values, base }: PutBack): Promise<void> => {
    const problem = await acts.update(entity, row.id, values, `${label} put back`, base);
    if (problem !== null) sayProblem(problem);
  };
  return (
    <>
      {choices.length > 1 && (
        <Select
          aria-label="Field whose history is shown"
          placeholder="All fields"
          data={choices}
          value={only}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Show all fields' }}
          selectFirstOptionOnChange
          onChange={setOnly}
        />
      )}
      <ol className="history">
        {history.entries
          .filter(({ changes }) => changes.some(isShown))
          .map((entry) => (
            <li key={entry.txId}>
              <header>
                <Avatar name={entry.actorName} seed={entry.actor} />
                <strong>{entry.actorName}</strong>
                <span>{entry.label}</span>
                <time dateTime={entry.at}>{when.format(new Date(entry.at))}</time>
              </header>
              <ul>
                {entry.changes.filter(isShown).map((change) => {
                  const text = changeText(entity, change, context);
                  const back = change.overruled ? null : putBackOf(entity, row, change);
                  return (
                    <li key={JSON.stringify(change.slot)} data-overruled={change.overruled}>
                      <span className="history-field">{text.label}</span>
                      <span className="history-values">
                        {text.from !== null && <del>{text.from}</del>}
                        {text.from !== null && <span aria-hidden="true"> → </span>}
                        {text.to === null ? <em>cleared</em> : <ins>{text.to}</ins>}
                      </span>
                      {back !== null && (
                        <Button
                          className="history-back"
                          size="compact-xs"
                          variant="subtle"
                          aria-label={`Put back ${text.label}: ${text.from}`}
                          onClick={() => void putBack(text.label, back)}
                        >
                          Put back {inShort(text.from ?? '')}
                        </Button>
                      )}
                      {change.overruled && (
                        <span className="history-overruled">
                          <span title="A teammate changed this field at the same time, and their value stands">
                            Overruled
                          </span>
                          <Button
                            size="compact-xs"
                            variant="light"
                            onClick={() =>
                              void acts.restore(entity.name, row.id, change.slot, change.to)
                            }
                          >
                            Restore {text.to === null ? 'the empty field' : `“${text.to}”`}
                          </Button>
                        </span>
                      )}
                    </li>
                  );
                })}
              </ul>
            </li>
          ))}
      </ol>
      {!history.complete && (
        <p className="field-help">
          There may be older changes. They are read when the relay can be reached.
        </p>
      )}
    </>
  );
}
