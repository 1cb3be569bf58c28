import { UnstyledButton } from '@mantine/core';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { labelOf } from '../../../crm/kernel/fields/option-matching.ts';
import { UNPLACED_RANK, type StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import type { CellProps, FieldView, InputProps } from './field-view.ts';
import { OptionOperand, OptionPicker } from './option-picker.tsx';
import { useLeave } from './use-leave.ts';

type StageField = FieldOf<'stage'>;

/** How far it is, as a bar of the open stages, and where it ended. */
function StageCell({ value, field, room }: CellProps<StageValue, StageField>) {
  const option = field.options.find((candidate) => candidate.value === value.stage);
  const open = field.options.filter((candidate) => candidate.outcome === 'open');
  const reached = open.findIndex((candidate) => candidate.value === value.stage);
  const outcome = option?.outcome ?? 'open';
  return (
    <span className="cell-stage" data-outcome={outcome}>
      {room === 'list' && outcome === 'open' && (
        <span className="stage-bar" aria-hidden="true">
          <span style={{ width: `${((reached + 1) / Math.max(1, open.length)) * 100}%` }} />
        </span>
      )}
      {outcome !== 'open' && <span className="option-dot" data-color={option?.color ?? 'gray'} />}
      {labelOf(value.stage, field.options)}
    </span>
  );
}

function StageInput(props: InputProps<StageValue, StageField>) {
  const { value } = props;
  const leave = useLeave(props.onCancel);
  const pick = (stage: string | null): void => {
    if (stage === null) props.onCommit(null);
    else if (stage === value?.stage) props.onCancel();
    else props.onCommit({ stage, rank: UNPLACED_RANK });
  };
  return (
    <div {...leave} className="stage-input">
      <OptionPicker {...props} value={value?.stage} onCancel={() => undefined} onPick={pick} />
    </div>
  );
}

/** The stages in a row: one click moves the record. For the head of a record page. */
export function StageSteps({
  field,
  value,
  onPick,
}: {
  readonly field: StageField;
  readonly value: StageValue | undefined;
  readonly onPick: (value: StageValue) => void;
}) {
  const reached = field.options.findIndex((option) => option.value === value?.stage);
  const outcome = field.options[reached]?.outcome ?? 'open';
  return (
    <div className="stage-steps" role="group" aria-label={field.label} data-outcome={outcome}>
      {field.options.map((option, index) => (
        <UnstyledButton
          key={option.value}
          className="stage-step"
          data-passed={outcome === 'open' && option.outcome === 'open' && index < reached}
          data-here={index === reached}
          data-ends={option.outcome}
          aria-pressed={index === reached}
          title={`${option.label} · ${option.probability} %`}
          onClick={() => index !== reached && onPick({ stage: option.value, rank: UNPLACED_RANK })}
        >
          {option.label}
        </UnstyledButton>
      ))}
    </div>
  );
}

export const stageView: FieldView<'stage'> = {
  Cell: StageCell,
  Input: StageInput,
  Operand: OptionOperand,
  widthPx: 150,
  align: 'start',
};
