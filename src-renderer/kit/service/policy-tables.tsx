/** The parts of a policy that are tables: targets by priority, hours by weekday, days off. */
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { weekdays } from '../../../crm/modules/ticket/business-time.ts';
import { dateFormat } from '../fields/formatters.ts';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { priorities, type HoursDraft, type PolicyDraft } from './policy-draft.ts';

interface PartProps {
  readonly draft: PolicyDraft;
  readonly onChange: (part: Partial<PolicyDraft>) => void;
}

export function TargetsTable({ draft, onChange }: PartProps) {
  const cell = (priority: (typeof priorities)[number], key: 'response' | 'resolution') => (
    <TextInput
      aria-label={`${priority}: ${key === 'response' ? 'first response' : 'resolution'}`}
      value={draft.targets[priority][key]}
      placeholder="Nothing promised"
      onChange={(event) =>
        onChange({
          targets: {
            ...draft.targets,
            [priority]: { ...draft.targets[priority], [key]: event.currentTarget.value },
          },
        })
      }
    />
  );
  return (
    <table className="policy-table">
      <caption>Targets, in business hours</caption>
      <thead>
        <tr>
          <th scope="col">Priority</th>
          <th scope="col">First response</th>
          <th scope="col">Resolution</th>
        </tr>
      </thead>
      <tbody>
        {priorities.map((priority) => (
          <tr key={priority}>
            <th scope="row">{priority}</th>
            <td>{cell(priority, 'response')}</td>
            <td>{cell(priority, 'resolution')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const COLUMNS: readonly (readonly [key: keyof HoursDraft, label: string])[] = [
  ['opens', 'From'],
  ['closes', 'To'],
  ['lunchFrom', 'Lunch from'],
  ['lunchTo', 'Lunch to'],
];
/** 2023-12-31 was a Sunday, as 0 would be. */
const A_SUNDAY_MS = Date.UTC(2023, 11, 31);
const DAY_MS = 86_400_000;
const NO_HOURS: HoursDraft = { opens: '', closes: '', lunchFrom: '', lunchTo: '' };

export function WeekTable({ draft, onChange }: PartProps) {
  const { locale } = useSession();
  const names = dateFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return (
    <table className="policy-table">
      <caption>Business hours; an empty day is not worked, 24:00 is midnight</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          {COLUMNS.map(([key, label]) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weekdays.map((day) => {
          const name = names.format(A_SUNDAY_MS + day * DAY_MS);
          const hours = draft.hours[String(day)] ?? NO_HOURS;
          return (
            <tr key={day}>
              <th scope="row">{name}</th>
              {COLUMNS.map(([key, label]) => (
                <td key={key}>
                  <TextInput
                    aria-label={`${name}: ${label}`}
                    value={hours[key]}
                    placeholder="–"
                    inputMode="numeric"
                    onChange={(event) =>
                      onChange({
                        hours: {
                          ...draft.hours,
                          [String(day)]: { ...hours, [key]: event.currentTarget.value },
                        },
                      })
                    }
                  />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export function Holidays({ draft, onChange }: PartProps) {
  const { holidays } = draft;
  const put = (index: number, part: Partial<(typeof holidays)[number]>): void =>
    onChange({ holidays: holidays.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="policy-part">
      <legend>Holidays</legend>
      {holidays.length === 0 && (
        <p className="field-help">None: every working day of the week counts.</p>
      )}
      <ul className="policy-holidays">
        {holidays.map((holiday, index) => (
          // A holiday has no name of its own before its day is chosen.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <TextInput
              type="date"
              aria-label={`Holiday ${index + 1}: day`}
              value={holiday.day}
              onChange={(event) => put(index, { day: event.currentTarget.value })}
            />
            <TextInput
              aria-label={`Holiday ${index + 1}: name`}
              placeholder="Name"
              value={holiday.name}
              onChange={(event) => put(index, { name: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove holiday ${holiday.name || index + 1}`}
              onClick={() => onChange({ holidays: holidays.filter((_, at) => at !== index) })}
            >
              <Icon name="close" size={14} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={14} />}
        onClick={() => onChange({ holidays: [...holidays, { day: '', name: '' }] })}
      >
        Add a holiday
      </Button>
    </fieldset>
  );
}
