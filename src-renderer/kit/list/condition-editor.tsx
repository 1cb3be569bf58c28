import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import { POPUP_PROPS } from '../fields/use-leave.ts';
import { conditionFrom, draftOf, NEW_CONDITION, type ConditionDraft } from './condition-draft.ts';
import { ConditionFields } from './condition-fields.tsx';

interface ConditionEditorProps {
  readonly entity: EntityDef;
  readonly condition: Condition | null;
  readonly onDone: (condition: Condition) => void;
  readonly onCancel: () => void;
  /** To all conditions at once, with groups of them. */
  readonly onAll: () => void;
}

/** One condition, for a chip of the filter bar. */
export function ConditionEditor(props: ConditionEditorProps) {
  const { entity, condition, onDone } = props;
  const [draft, setDraft] = useState<ConditionDraft>(
    condition === null ? NEW_CONDITION : draftOf(condition),
  );
  const made = conditionFrom(entity, draft);
  return (
    <form
      aria-label={condition === null ? 'Add a condition' : 'Change the condition'}
      onSubmit={(event) => {
        event.preventDefault();
        if (made !== null) onDone(made);
      }}
    >
      <Stack gap={8} w={300} {...POPUP_PROPS}>
        <Group justify="space-between" wrap="nowrap">
          <span className="field-help">Show those where</span>
          <Button variant="subtle" color="gray" size="compact-xs" onClick={props.onAll}>
            And / or…
          </Button>
        </Group>
        <ConditionFields
          entity={entity}
          draft={draft}
          autoFocus={condition === null}
          labelled
          onDraft={setDraft}
        />
        <Group justify="flex-end" gap={8}>
          <Button variant="subtle" color="gray" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" disabled={made === null}>
            {condition === null ? 'Add' : 'Change'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
