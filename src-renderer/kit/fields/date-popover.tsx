import { ActionIcon, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { Icon } from '../icons/icon.tsx';
import { useSession } from '../session/session.tsx';
import { POPUP_PROPS } from './use-leave.ts';

interface DatePopoverProps {
  readonly label: string;
  /** `YYYY-MM-DD` */
  readonly day: string | undefined;
  readonly onPick: (day: string) => void;
}

/** The button inside a date input that opens a month to pick from. */
export function DatePopover({ label, day, onPick }: DatePopoverProps) {
  const [opened, setOpened] = useState(false);
  const { firstDayOfWeek } = useSession();
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={22}
          aria-label={`Pick ${label} from a calendar`}
          {...POPUP_PROPS}
          onClick={() => setOpened((is) => !is)}
        >
          <Icon name="calendar" size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        {...POPUP_PROPS}
        onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      >
        <DatePicker
          size="xs"
          ariaLabels={{
            previousMonth: 'Previous month',
            nextMonth: 'Next month',
            previousYear: 'Previous year',
            nextYear: 'Next year',
            previousDecade: 'Previous decade',
            nextDecade: 'Next decade',
          }}
          firstDayOfWeek={firstDayOfWeek}
          weekendDays={[]}
          value={day ?? null}
          {...(day === undefined ? {} : { defaultDate: day })}
          onChange={(picked) => {
            if (picked === null) return;
            setOpened(false);
            onPick(picked);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
