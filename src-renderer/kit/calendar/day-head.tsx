import { useSession } from '../session/session.tsx';
import { dayText } from './calendar-days.ts';

interface DayHeadProps {
  readonly day: string;
  readonly today: string;
  readonly onDay: (day: string) => void;
}

/** A click shows that day alone. */
export function DayHead({ day, today, onDay }: DayHeadProps) {
  const { locale } = useSession();
  return (
    <button
      type="button"
      tabIndex={-1}
      className="cal-head"
      data-today={day === today || undefined}
      title={dayText(locale, day, { dateStyle: 'full' })}
      onClick={() => onDay(day)}
    >
      <span className="cal-head-weekday">{dayText(locale, day, { weekday: 'short' })}</span>
      <span className="cal-head-day">{dayText(locale, day, { day: 'numeric' })}</span>
    </button>
  );
}
