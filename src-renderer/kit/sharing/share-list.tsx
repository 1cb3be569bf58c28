/** Beside the reminders: what colleagues pointed out. */
import { Button } from '@mantine/core';
import { parseDocName } from '../../../crm/kernel/ids.ts';
import type { ShareRow } from '../../../crm/modules/share/share.entity.ts';
import { SEE_SHARES } from '../../../crm/modules/share/share.rules.ts';
import { useActs } from '../acts/acts.ts';
import { useNavigation, type TitleOf } from '../session/session.tsx';
import type { OpenShares } from './use-shares.ts';

interface ShareListProps {
  readonly shares: OpenShares;
  /** One of them was followed. */
  readonly onOpen: () => void;
}

export function ShareList({ shares: { rows, titleOf }, onOpen }: ShareListProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label="Shared with you">
      <h2>Shared with you</h2>
      <ul>
        {rows.map((row) => (
          <ShareLine key={row.id} row={row} titleOf={titleOf} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  );
}

/** “Ben Ode, with Sales: The offer is due”. */
export function shareWords(row: ShareRow, titleOf: TitleOf): string {
  const by = titleOf('user', row.by ?? '') ?? 'Somebody';
  const whom = row.person === undefined ? `with ${row.department ?? ''}` : 'with you';
  return `${by} shared it ${whom}${row.note === undefined ? '' : `: ${row.note}`}`;
}

function ShareLine({
  row,
  titleOf,
  onOpen,
}: {
  readonly row: ShareRow;
  readonly titleOf: TitleOf;
  readonly onOpen: () => void;
}) {
  const acts = useActs();
  const { openRecord } = useNavigation();
  const address = parseDocName(row.about?.[0] ?? '');
  const now = address === null ? undefined : titleOf(address.entity, address.id);
  const title = now ?? row.what ?? '';
  const see = (): void => {
    void acts.command(SEE_SHARES, { ids: [row.id] }, `${title} seen`);
  };
  return (
    <li className="reminder">
      {address === null ? (
        title
      ) : (
        <a
          className="cell-link"
          href={`#/${address.entity}/${address.id}`}
          onClick={(event) => {
            event.preventDefault();
            onOpen();
            see();
            openRecord(address.entity, address.id);
          }}
        >
          {title}
        </a>
      )}
      <p className="reminder-when">{shareWords(row, titleOf)}</p>
      <div className="reminder-acts">
        <span className="reminder-space" />
        <Button size="compact-xs" variant="default" aria-label={`Seen: ${title}`} onClick={see}>
          Seen
        </Button>
      </div>
    </li>
  );
}
