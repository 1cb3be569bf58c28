/** A customer said it on the phone: an answer to a survey, about a ticket, a contact or an account. */
import { Button, Modal, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import {
  isSurveyKind,
  questionOf,
  scaleOf,
  SURVEY_KINDS,
} from '../../../crm/contracts/survey-scale.ts';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { LOG_ANSWER, type AnsweredAbout } from '../../../crm/modules/survey/log-answer.rules.ts';
import type { SurveyRow } from '../../../crm/modules/survey/survey.entity.ts';
import { surveyForTickets } from '../../../crm/modules/survey/survey.rules.ts';
import { useActs } from '../acts/acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { useSurveys } from '../service/use-portal.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import './surveys.css';

interface LogAnswerProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly onClose: () => void;
}

export function LogAnswerDialog(props: LogAnswerProps) {
  useFocusBack();
  const surveys = useSurveys();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={`Log an answer: ${recordTitle(props.entity, props.row)}`}
      size={520}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {surveys !== undefined && (
        <LogAnswerForm {...props} surveys={surveys.filter(({ active }) => active === true)} />
      )}
    </Modal>
  );
}

/** What customers are asked about a ticket, or whether they would recommend us where it is about no ticket. */
function usualSurvey(surveys: readonly SurveyRow[], entity: EntityDef): SurveyRow | undefined {
  const usual = surveyForTickets(surveys as unknown as readonly AnyRow[]);
  if (entity.name === 'ticket') return usual;
  return surveys.find(({ kind }) => kind === 'NPS') ?? usual;
}

function LogAnswerForm({
  entity,
  row,
  onClose,
  surveys,
}: LogAnswerProps & { readonly surveys: readonly SurveyRow[] }) {
  const acts = useActs();
  const oneAtATime = useOneAtATime();
  // A survey's id, or a kind where it was none of the team's surveys.
  const [asked, setAsked] = useState(() => usualSurvey(surveys, entity)?.id ?? 'CSAT');
  const [score, setScore] = useState<string | null>(null);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const survey = surveys.find(({ id }) => id === asked);
  const kind = survey?.kind ?? asked;
  const { min, max, low, high } = scaleOf(kind);
  const log = async (): Promise<void> => {
    if (score === null) return;
    const input = {
      about: { entity: entity.name as AnsweredAbout, id: row.id },
      score: Number(score),
      ...(comment.trim() === '' ? {} : { comment }),
      ...(survey === undefined ? { kind } : { survey: survey.id }),
    };
    const refused = await acts.run(LOG_ANSWER, input, 'Answer logged');
    if (refused === null) onClose();
    else setProblem(refused);
  };
  return (
    <form
      className="log-answer"
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(log);
      }}
    >
      <Select
        label="What was asked"
        data={[
          {
            group: 'Surveys',
            items: surveys.map(({ id, name = '', kind: of }) => ({
              value: id,
              label: `${name} (${of ?? 'CSAT'})`,
            })),
          },
          {
            group: 'Without a survey',
            items: SURVEY_KINDS.map((one) => ({ value: one, label: one })),
          },
        ].filter(({ items }) => items.length > 0)}
        value={asked}
        allowDeselect={false}
        onChange={(value) => {
          if (value === null) return;
          setAsked(value);
          setScore(null);
        }}
      />
      <div>
        <p id="log-answer-question">“{questionOf({ kind, question: survey?.question })}”</p>
        <SegmentedControl
          key={kind}
          fullWidth
          aria-labelledby="log-answer-question"
          data-autofocus
          value={score ?? ''}
          onChange={setScore}
          data={Array.from({ length: max - min + 1 }, (_, at) => String(min + at))}
        />
        <p className="log-answer-ends field-help">
          <span>{low}</span>
          <span>{high}</span>
        </p>
      </div>
      <Textarea
        label={survey?.followUp ?? 'In their words'}
        autosize
        minRows={2}
        maxRows={8}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <ProblemLine problem={problem} />
      <DialogFoot onCancel={onClose}>
        <Button type="submit" disabled={score === null || !isSurveyKind(kind)}>
          Log the answer
        </Button>
      </DialogFoot>
    </form>
  );
}
