/** Moving a record to another stage: as one act, asking first for what the stage requires. */
import { useCallback, useState, type ReactNode } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { missingFor, stageOptionOf } from '../../../crm/kernel/fields/stage-standing.ts';
import type { StageOption, StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { titleOf } from '../../../crm/kernel/derive.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { AskedFields } from '../record/asked-fields.tsx';
import type { StageField } from './stage-columns.ts';

/** Resolves with whether the record was moved: not when it was refused or the person thought better of it. */
type Move = (row: AnyRow, to: StageValue) => Promise<boolean>;

interface Asking {
  readonly row: AnyRow;
  readonly option: StageOption;
  readonly answer: (values: Values | null) => void;
}

export function useStageMove(
  entity: EntityDef,
  { key, field }: StageField,
): { readonly move: Move; readonly dialog: ReactNode } {
  const acts = useActs();
  const [asking, setAsking] = useState<Asking | null>(null);
  const move = useCallback<Move>(
    async (row, to) => {
      const option = stageOptionOf(field, to);
      const changes = (row[key] as StageValue | undefined)?.stage !== to.stage;
      let more: Values | null = {};
      if (option !== undefined && changes && missingFor(option, row).length > 0) {
        more = await new Promise<Values | null>((answer) => setAsking({ row, option, answer }));
        setAsking(null);
      }
      if (more === null) return false;
      const name = titleOf(entity, row);
      const said = changes ? `${name} moved to ${option?.label ?? to.stage}` : `${name} moved`;
      const problem = await acts.update(entity, row.id, { ...more, [key]: to }, said);
      if (problem !== null) sayProblem(problem);
      return problem === null;
    },
    [acts, entity, field, key],
  );
  const dialog =
    asking === null ? null : (
      <AskedFields
        key={asking.row.id}
        of={[
          {
            entity,
            keys: [...(asking.option.requires ?? []), ...(asking.option.asks ?? [])],
            required: asking.option.requires ?? [],
            values: asking.row,
          },
        ]}
        title={`${titleOf(entity, asking.row)}: ${asking.option.label}`}
        submit={`Move to ${asking.option.label}`}
        leave="Leave it where it was"
        onAnswer={(said) => asking.answer(said === null ? null : (said[entity.name] ?? {}))}
      />
    );
  return { move, dialog };
}
