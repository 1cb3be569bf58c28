/** Runs what a record's page offers; where that is refused for want of fields, asks for them and runs it with them. */
import { useCallback, useState, type ReactNode } from 'react';
import type { RecordAction } from '../../../crm/kernel/command.ts';
import { titleOf, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { AskedFields } from './asked-fields.tsx';

interface Asking {
  readonly action: RecordAction;
  readonly row: AnyRow;
  /** Whose fields they are. */
  readonly of: EntityDef;
  readonly problem: Problem;
  readonly answer: (values: Values | null) => void;
}

export function useRecordAction(entity: EntityDef): {
  readonly run: (action: RecordAction, row: AnyRow) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const acts = useActs();
  const [asking, setAsking] = useState<Asking | null>(null);
  const run = useCallback(
    async (action: RecordAction, row: AnyRow): Promise<void> => {
      const values: Record<string, unknown> = {};
      for (;;) {
        const input =
          action.asks === undefined ? action.input(row) : action.asks.input(row, values);
        const problem = await acts.run(action, input);
        if (problem === null) return;
        const of = entityNamed(action.asks?.entity ?? '');
        const fields = problem.fields ?? [];
        // What was filled in and is refused still is no case for the same question.
        const isNew = fields.some((key) => !(key in values) && of?.fields[key] !== undefined);
        if (of === undefined || !isNew) return sayProblem(problem);
        const more = await new Promise<Values | null>((answer) =>
          setAsking({ action, row, of, problem, answer }),
        );
        setAsking(null);
        if (more === null) return;
        Object.assign(values, more);
      }
    },
    [acts],
  );
  const dialog =
    asking === null ? null : (
      <AskedFields
        key={asking.problem.fields?.join(' ')}
        entity={asking.of}
        keys={asking.problem.fields ?? []}
        required={asking.problem.fields ?? []}
        values={{}}
        title={`${asking.action.label} ${titleOf(entity, asking.row)}`}
        help={asking.problem.message}
        submit={asking.action.label}
        leave="Leave it as it is"
        onAnswer={asking.answer}
      />
    );
  return { run, dialog };
}
