import { ruleInWords } from '../../../crm/modules/activity/recurrence.ts';
import { useSession } from '../session/session.tsx';
import type { FieldView } from './field-view.ts';
import { languageName } from './language-names.ts';
import { PlainOperand } from './operands.tsx';
import { ScoreReasons } from './score-reasons.tsx';
import { TypedInput } from './typed-input.tsx';

function LanguageCell({ tag }: { readonly tag: string }) {
  const { locale } = useSession();
  return <span className="cell-text">{languageName(tag, locale)}</span>;
}

export const textView: FieldView<'text'> = {
  Cell: ({ value, field, room }) =>
    room === 'record' && field.computed?.by === 'score' ? (
      <ScoreReasons text={value} />
    ) : field.holds === 'language' ? (
      <LanguageCell tag={value} />
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
