import type { Due } from '../../../crm/contracts/rpc/service.rpc.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { dueLook, dueWord, dueWords, type DueLook } from './due-words.ts';
import './service.css';

const ICONS: Readonly<Record<DueLook, string>> = {
  breached: 'close',
  near: 'warning',
  open: 'clock',
  paused: 'pause',
};
const CLOCKS = { response: 'first response', resolution: 'resolution' } as const;

interface DueBadgeProps {
  readonly due: Due;
  readonly nowMs: number;
  /** One word, where the name of the ticket needs the room; the rest on pointing at it. */
  readonly short?: boolean;
}

/** When a ticket is due: by shape and words, and by colour besides. */
export function DueBadge({ due, nowMs, short = false }: DueBadgeProps) {
  const { locale, timeZone } = useSession();
  const look = dueLook(due);
  const words = dueWords(due, { nowMs, locale, timeZone });
  const clock = `for the ${CLOCKS[due.clock]}`;
  return (
    <span className="due" data-look={look} title={`${words} ${clock}`}>
      <Icon name={ICONS[look]} size={13} />
      <span className="due-words">{short ? dueWord[look] : words}</span>{' '}
      <span className="visually-hidden">{clock}</span>
    </span>
  );
}
