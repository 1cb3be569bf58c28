/** Moving a record to another stage: as one act, asking first for what the stage requires. */
import { Button, Group, Modal } from '@mantine/core';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { missingFor, stageOptionOf } from '../../../crm/kernel/fields/stage-standing.ts';
import type { StageOption, StageValue } from '../../../crm/kernel/fields/stage.field.ts';
import { titleOf } from '../../../crm/kernel/derive.ts';
import { useActs } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { FieldInput } from '../record/field-input.tsx';
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
    asking === null ? null : <Requirements key={asking.row.id} entity={entity} asking={asking} />;
  return { move, dialog };
}

function Requirements({ entity, asking }: { readonly entity: EntityDef; readonly asking: Asking }) {
  const { row, option, answer } = asking;
  const values = useRef<Values>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Values>({});
  const keys = [...(option.requires ?? []), ...(option.asks ?? [])];
  const submit = (): void => {
    // What was typed last is committed as its field loses the focus.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const left = missingFor(option, { ...row, ...values.current });
    if (left.length > 0) setMissing(left);
    else answer(values.current);
  };
  return (
    <Modal
      opened
      onClose={() => answer(null)}
      title={`${titleOf(entity, row)}: ${option.label}`}
      closeButtonProps={{ 'aria-label': 'Leave it where it was' }}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Ctrl-Enter anywhere in it sends it */}
      <form
        className="stage-requirements"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        {keys.map((key, index) => {
          const field = entity.fields[key];
          if (field === undefined) return null;
          return (
            <FieldInput
              key={key}
              entity={entity.name}
              fieldKey={key}
              field={option.requires?.includes(key) === true ? { ...field, required: true } : field}
              value={key in shown ? shown[key] : row[key]}
              autoFocus={index === 0}
              titleOf={() => undefined}
              refusal={missing.includes(key) ? 'Fill this in.' : undefined}
              onCommit={(value) => {
                values.current = { ...values.current, [key]: value };
                setShown(values.current);
                setMissing((before) => before.filter((other) => other !== key));
              }}
              onCancel={() => undefined}
            />
          );
        })}
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" color="gray" onClick={() => answer(null)}>
            Cancel
          </Button>
          <Button type="submit">Move to {option.label}</Button>
        </Group>
      </form>
    </Modal>
  );
}
