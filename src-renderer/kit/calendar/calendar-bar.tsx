/** The head of the calendar: which days, how many of them, and whose. */
import { ActionIcon, Button, MultiSelect } from '@mantine/core';
import { usePeople } from '../fields/use-people.ts';
import { Icon } from '../icons/icon.tsx';
import { CALENDAR_VIEWS, type CalendarView } from './calendar-days.ts';
import type { CalendarPlace } from './calendar-place.ts';

const VIEW_LABELS: Readonly<Record<CalendarView, string>> = {
  day: 'Day',
  week: 'Week',
  month: 'Month',
};

interface CalendarBarProps {
  readonly place: CalendarPlace;
  readonly title: string;
  readonly meId: string;
  readonly onPlace: (part: Partial<CalendarPlace>) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onToday: () => void;
  readonly onNew: () => void;
}

export function CalendarBar(props: CalendarBarProps) {
  const { place, meId, onPlace } = props;
  const { who } = place;
  const chosen = typeof who === 'object';
  return (
    <header className="page-header cal-bar">
      <h1>Calendar</h1>
      <span className="cal-steps">
        <Button variant="default" onClick={props.onToday} title="Today (Home)">
          Today
        </Button>
        <Button.Group>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={`Previous ${place.view}`}
            title={`Previous ${place.view} (Page up)`}
            onClick={() => props.onStep(-1)}
          >
            <Icon name="chevron-left" size={14} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={`Next ${place.view}`}
            title={`Next ${place.view} (Page down)`}
            onClick={() => props.onStep(1)}
          >
            <Icon name="chevron-right" size={14} />
          </ActionIcon>
        </Button.Group>
      </span>
      <h2 className="cal-title" aria-live="polite">
        {props.title}
      </h2>
      <span className="page-header-space" />
      <div role="group" aria-label="Whose">
        <Button.Group>
          <Choice label="Mine" on={who === 'me'} onClick={() => onPlace({ who: 'me' })} />
          <Choice label="Everybody" on={who === 'all'} onClick={() => onPlace({ who: 'all' })} />
          <Choice label="People" on={chosen} onClick={() => onPlace({ who: [meId] })} />
        </Button.Group>
      </div>
      {chosen && <People chosen={who} onChoose={(people) => onPlace({ who: people })} />}
      <div role="group" aria-label="View">
        <Button.Group>
          {CALENDAR_VIEWS.map((view, index) => (
            <Choice
              key={view}
              label={VIEW_LABELS[view]}
              title={`${VIEW_LABELS[view]} (${index + 1})`}
              on={place.view === view}
              onClick={() => onPlace({ view })}
            />
          ))}
        </Button.Group>
      </div>
      <Button
        className="header-button"
        title="New activity"
        leftSection={<Icon name="plus" size={14} />}
        onClick={props.onNew}
      >
        New activity
      </Button>
    </header>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly title?: string;
  readonly on: boolean;
  readonly onClick: () => void;
}

function Choice({ label, title, on, onClick }: ChoiceProps) {
  return (
    <Button
      variant={on ? 'light' : 'default'}
      aria-pressed={on}
      title={title}
      onClick={() => !on && onClick()}
    >
      {label}
    </Button>
  );
}

interface PeopleProps {
  readonly chosen: readonly string[];
  readonly onChoose: (people: readonly string[]) => void;
}

function People({ chosen, onChoose }: PeopleProps) {
  const data = usePeople();
  return (
    <MultiSelect
      className="cal-people"
      aria-label="Whose activities"
      size="xs"
      searchable
      data={data}
      // Who has not arrived here yet has no name to show.
      value={chosen.filter((id) => data.some(({ value }) => value === id))}
      onChange={(people) => {
        if (people.length > 0) onChoose(people);
      }}
    />
  );
}
