import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { dueLook, dueWords, type DueLook } from './due-words.ts';
import './service.css';

const ICONS: Readonly<Record<DueLook, string>> = {
  breached: 'close',
  near: 'warning',
  open: 'clock',
  paused: 'pause',
};
const CLOCKS = { response: 'first response', resolution: 'resolution' } as const;

/** When a ticket is due: by shape and words, and by colour besides. */
export function DueBadge({ due, nowMs }: { readonly due: Due; readonly nowMs: number }) {
  const { locale, timeZone } = useSession();
  const look = dueLook(due);
  return (
    <span className="due" data-look={look} title={`For the ${CLOCKS[due.clock]}`}>
      <Icon name={ICONS[look]} size={13} />
      <span className="due-words">{dueWords(due, { nowMs, locale, timeZone })}</span>{' '}
      <span className="visually-hidden">for the {CLOCKS[due.clock]}</span>
    </span>
  );
}
