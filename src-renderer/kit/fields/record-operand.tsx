import { ActionIcon, Stack } from '@mantine/core';
import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { Icon } from '../icons/icon.tsx';
import { useChoicesPlace } from './choices-place.ts';
import { useLinkTitles } from './use-link-titles.ts';
import { RecordPicker } from './record-picker.tsx';

interface RecordOperandProps {
  readonly to: string;
  readonly label: string;
  readonly operand: unknown;
  /** From a picked record to what the kind's operators compare with. */
  readonly keyOf: (entity: string, id: string) => string;
  readonly onOperand: (operand: unknown) => void;
}

/** Several records, for a filter. */
export function RecordOperand({ to, label, operand, keyOf, onOperand }: RecordOperandProps) {
  const chosen = useMemo(() => (Array.isArray(operand) ? (operand as string[]) : []), [operand]);
  const { withinPortal } = useChoicesPlace();
  const titles = useLinkTitles(to, chosen);
  return (
    <Stack gap={4}>
      <RecordPicker
        to={to}
        label={`${label}: choices`}
        required={false}
        current=""
        inputId={undefined}
        autoFocus={false}
        problem={undefined}
        withinPortal={withinPortal}
        many
        onLeave={() => undefined}
        onPick={(choice) => {
          if (choice === null) return;
          const key = keyOf(choice.entity, choice.id);
          if (!chosen.includes(key)) onOperand([...chosen, key]);
        }}
      />
      {chosen.map((key) => (
        <span key={key} className="picked">
          {titles.get(key) ?? nameless(to)}
          <ActionIcon
            size={18}
            variant="subtle"
            color="gray"
            aria-label={`Remove ${titles.get(key) ?? 'this choice'}`}
            onClick={() => {
              const rest = chosen.filter((other) => other !== key);
              onOperand(rest.length === 0 ? undefined : rest);
            }}
          >
            <Icon name="close" size={12} />
          </ActionIcon>
        </span>
      ))}
    </Stack>
  );
}

function nameless(to: string): string {
  const entity = entityNamed(to);
  return entity === undefined
    ? 'A record'
    : titleOf(entity, { id: '', entity: to, createdAt: '', createdBy: '' });
}
