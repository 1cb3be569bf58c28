/** What a filter compares with, by the shape that the operator asks for. Choices are the kind's own affair. */
import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { periods } from '../../../crm/kernel/calendar-days.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { useChoicesPlace } from './choices-place.ts';
import type { OperandProps } from './field-view.ts';

type Shape = OperandProps<FieldDef>['shape'];
type Plain = OperandProps<FieldDef>;

function TextOperand({ operand, onOperand, field }: Plain) {
  return (
    <TextInput
      aria-label={`${field.label} to look for`}
      data-autofocus
      value={typeof operand === 'string' ? operand : ''}
      onChange={(event) =>
        onOperand(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
      }
    />
  );
}

function numberOrNothing(value: string | number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function NumberOperand({ operand, onOperand, field }: Plain) {
  return (
    <NumberInput
      aria-label={`${field.label} to compare with`}
      data-autofocus
      hideControls
      value={typeof operand === 'number' ? operand : ''}
      onChange={(value) => onOperand(numberOrNothing(value))}
    />
  );
}

function RangeOperand({ operand, onOperand, field }: Plain) {
  const [low, high] = Array.isArray(operand) ? (operand as readonly (number | null)[]) : [];
  const put = (next: readonly [number | undefined, number | undefined]): void => {
    onOperand(next.every((end) => end === undefined) ? undefined : next.map((end) => end ?? null));
  };
  return (
    <Group gap={8} wrap="nowrap">
      <NumberInput
        aria-label={`${field.label} from`}
        placeholder="from"
        data-autofocus
        hideControls
        value={low ?? ''}
        onChange={(value) => put([numberOrNothing(value), high ?? undefined])}
      />
      <NumberInput
        aria-label={`${field.label} to`}
        placeholder="to"
        hideControls
        value={high ?? ''}
        onChange={(value) => put([low ?? undefined, numberOrNothing(value)])}
      />
    </Group>
  );
}

function DateOperand({ operand, onOperand, field }: Plain) {
  return (
    <TextInput
      type="date"
      aria-label={`${field.label} to compare with`}
      data-autofocus
      value={typeof operand === 'string' ? operand : ''}
      onChange={(event) =>
        onOperand(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
      }
    />
  );
}

function DaysOperand({ operand, onOperand, field }: Plain) {
  return (
    <NumberInput
      aria-label={`${field.label}: number of days`}
      data-autofocus
      min={0}
      allowDecimal={false}
      suffix=" days"
      value={typeof operand === 'number' ? operand : ''}
      onChange={(value) => onOperand(numberOrNothing(value))}
    />
  );
}

const PERIOD_CHOICES = Object.entries(periods).map(([value, { label }]) => ({ value, label }));

function PeriodOperand({ operand, onOperand, field }: Plain) {
  const place = useChoicesPlace();
  return (
    <Select
      aria-label={`${field.label}: period`}
      data-autofocus
      placeholder="Choose a period"
      data={PERIOD_CHOICES}
      value={typeof operand === 'string' ? operand : null}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      comboboxProps={place}
      onChange={(value) => onOperand(value ?? undefined)}
    />
  );
}

const byShape: Readonly<Record<Shape, (props: Plain) => React.JSX.Element>> = {
  text: TextOperand,
  number: NumberOperand,
  range: RangeOperand,
  date: DateOperand,
  days: DaysOperand,
  period: PeriodOperand,
  // A kind without choices of its own compares with words.
  choices: TextOperand,
};

/** For kinds whose operators never ask for choices. */
export function PlainOperand(props: Plain) {
  const Operand = byShape[props.shape];
  return <Operand {...props} />;
}
