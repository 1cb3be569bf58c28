import { ruleInWords } from '../../../crm/modules/activity/recurrence.ts';
import type { FieldView } from './field-view.ts';
import { PlainOperand } from './operands.tsx';
import { ScoreReasons } from './score-reasons.tsx';
import { TypedInput } from './typed-input.tsx';

export const textView: FieldView<'text'> = {
  Cell: ({ value, field, room }) =>
    room === 'record' && field.computed?.by === 'score' ? (
      <ScoreReasons text={value} />
    ) : (
      <span className="cell-text">
        {field.language === 'recurrence' ? ruleInWords(value) : value}
      </span>
    ),
  Input: (props) => <TypedInput {...props} text={props.value ?? ''} />,
  Operand: PlainOperand,
  widthPx: 180,
  align: 'start',
};
