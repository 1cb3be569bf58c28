import { Button, Drawer, Loader } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { HistoryEntry } from '../../../crm/contracts/rpc/record.rpc.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { useActs } from '../acts/acts.ts';
import { Avatar } from '../fields/avatar.tsx';
import { dateFormat } from '../fields/formatters.ts';
import { useSession, type TitleOf } from '../session/session.tsx';
import { changeText } from './change-text.ts';

interface HistoryPanelProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly titleOf: TitleOf;
  readonly opened: boolean;
  readonly onClose: () => void;
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
  return (
    <>
      <ol className="history">
        {history.entries.map((entry) => (
          <li key={entry.txId}>
            <header>
              <Avatar name={entry.actorName} seed={entry.actor} />
              <strong>{entry.actorName}</strong>
              <span>{entry.label}</span>
              <time dateTime={entry.at}>{when.format(new Date(entry.at))}</time>
            </header>
            <ul>
              {entry.changes
                .filter((change) => change.slot.field !== 'createdBy')
                .map((change) => {
                  const text = changeText(entity, change, context);
                  return (
                    <li key={JSON.stringify(change.slot)} data-overruled={change.overruled}>
                      <span className="history-field">{text.label}</span>
                      <span className="history-values">
                        {text.from !== null && <del>{text.from}</del>}
                        {text.from !== null && <span aria-hidden="true"> → </span>}
                        {text.to === null ? <em>cleared</em> : <ins>{text.to}</ins>}
                      </span>
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
