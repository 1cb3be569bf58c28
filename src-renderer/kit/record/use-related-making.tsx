/**
 * How a list beside a record gets one more: by the action of the record that makes one of them, where there is one; an
 * answer to a survey by asking what was said.
 */
import { useState, type ReactNode } from 'react';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { moduleNamed } from '../../../crm/modules/registry.ts';
import { ANSWERED_ABOUT } from '../../../crm/modules/survey/log-answer.rules.ts';
import { surveyResponse } from '../../../crm/modules/survey/survey-response.entity.ts';
import { LogAnswerDialog } from '../surveys/log-answer-dialog.tsx';
import type { RelatedList } from './related.ts';
import { useRecordAction } from './use-record-action.tsx';

export function useRelatedMaking(
  entity: EntityDef,
  row: AnyRow,
): {
  readonly of: (list: RelatedList) => (() => Promise<void>) | undefined;
  readonly dialog: ReactNode;
} {
  const { run, dialog } = useRecordAction(entity);
  const [isLogging, setIsLogging] = useState(false);
  return {
    of(list) {
      if (isAnswers(list, entity)) return () => Promise.resolve(setIsLogging(true));
      const action = (moduleNamed(entity.name)?.actions ?? []).find(
        ({ opens, fills }) => opens === list.entity.name && fills === list.fieldKey,
      );
      return action?.isOffered(row) === true ? () => run(action, row) : undefined;
    },
    dialog: (
      <>
        {dialog}
        {isLogging && (
          <LogAnswerDialog entity={entity} row={row} onClose={() => setIsLogging(false)} />
        )}
      </>
    ),
  };
}

function isAnswers({ entity: of, fieldKey }: RelatedList, entity: EntityDef): boolean {
  return (
    of.name === surveyResponse.name &&
    fieldKey === entity.name &&
    ANSWERED_ABOUT.some((one) => one === entity.name)
  );
}
