import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Undoable } from '../../../crm/contracts/rpc/command.rpc.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { dateFormat, numberFormat } from '../../kit/fields/formatters.ts';
import { useSession } from '../../kit/session/session.tsx';

/** Enough for a look back; the older ones come as many at a time. */
const ACTS_SHOWN = 20;

export function RecentActsSection() {
  const { client, locale } = useSession();
  const acts = useActs();
  const [list, setList] = useState<readonly Undoable[]>([]);
  const [shown, setShown] = useState(ACTS_SHOWN);
  const read = useCallback(
    () =>
      client.call('undo.list', {}).then(setList, () => {
        // Nobody answers: the frame around all screens says so.
      }),
    [client],
  );
  useEffect(() => {
    void read();
    // Also by keys, in another window, or by a stop half-way.
    return client.on('undo.changed', () => void read());
  }, [client, read]);
  const toggle = (act: Undoable): Promise<void> =>
    act.state === 'done' ? acts.undo(act.id) : acts.redo(act.id);
  const number = numberFormat(locale, {});
  const when = dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <section aria-label="What you did">
      <h2>What you did</h2>
      {list.length === 0 && (
        <p className="field-help">
          Nothing yet. What you do stands here and can be undone, days later too.
        </p>
      )}
      <ul className="acts">
        {list.slice(0, shown).map((act) => (
          <li key={act.id} data-undone={act.state === 'undone'}>
            <span className="act-label">{act.label}</span>
            {act.records > 1 && (
              <span className="field-help">{number.format(act.records)} records</span>
            )}
            <time dateTime={act.at}>{when.format(new Date(act.at))}</time>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`${act.state === 'done' ? 'Undo' : 'Redo'}: ${act.label}`}
              onClick={() => void toggle(act)}
            >
              {act.state === 'done' ? 'Undo' : 'Redo'}
            </Button>
          </li>
        ))}
      </ul>
      {list.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + ACTS_SHOWN)}>
          Show older
        </Button>
      )}
    </section>
  );
}
