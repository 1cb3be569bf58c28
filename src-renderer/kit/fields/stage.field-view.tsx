import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { UNPLACED_RANK, type StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { stageNamed, stagesBeside } from '../../../crm/kernel/pipelines.ts';
import type { CellProps, FieldView, InputProps, OperandProps } from './field-view.ts';
import { OptionOperand, OptionPicker } from './option-picker.tsx';
import { useLeave } from './use-leave.ts';

type StageField = FieldOf<'stage'>;

/** How far it is, as a bar of the open stages, and where it ended. */
function StageCell({ value, field, room }: CellProps<StageValue, StageField>) {
  const option = stageNamed(field, value.stage);
  const open = stagesBeside(field, value.stage).filter(({ outcome: ends }) => ends === 'open');
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
      {option?.label ?? value.stage}
    </span>
  );
}

function StageInput(props: InputProps<StageValue, StageField>) {
  const { value, field } = props;
  const leave = useLeave(props.onCancel);
  const pick = (stage: string | null): void => {
    if (stage === null) props.onCommit(null);
    else if (stage === value?.stage) props.onCancel();
    else props.onCommit({ stage, rank: UNPLACED_RANK });
  };
  return (
    <div {...leave} className="stage-input">
      <OptionPicker
        {...props}
        field={{ ...field, options: stagesBeside(field, value?.stage) }}
        value={value?.stage}
        onCancel={() => undefined}
        onPick={pick}
      />
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
  const stages = stagesBeside(field, value?.stage);
  const reached = stages.findIndex((option) => option.value === value?.stage);
  const outcome = stageNamed(field, value?.stage)?.outcome ?? 'open';
  return (
    <div className="stage-steps" role="group" aria-label={field.label} data-outcome={outcome}>
      {stages.map((option, index) => (
        <button
          key={option.value}
          type="button"
          className="stage-step"
          data-passed={
            (outcome === 'open' && option.outcome === 'open' && index < reached) || undefined
          }
          data-here={index === reached || undefined}
          data-ends={option.outcome}
          aria-pressed={index === reached}
          title={`${option.label} · ${option.probability} %`}
          onClick={() => index !== reached && onPick({ stage: option.value, rank: UNPLACED_RANK })}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** In a filter the stages of all pipelines are choices: those of a name that comes twice with their pipeline's. */
function StageOperand(props: OperandProps<StageField>) {
  const { field } = props;
  const options = field.options.map((option) => ({
    ...option,
    label: option.qualified ?? option.label,
  }));
  return <OptionOperand {...props} field={{ label: field.label, options }} />;
}

export const stageView: FieldView<'stage'> = {
  Cell: StageCell,
  Input: StageInput,
  Operand: StageOperand,
  widthPx: 150,
  align: 'start',
};
