/** Under an amount that is another one than its lines come to: says so, and takes theirs in one act. */
import { Button } from '@mantine/core';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import type { FieldOf } from '../../../crm/kernel/field-kinds.ts';
import { sumBeside } from '../../../crm/kernel/fields/line-totals.ts';
import { amountFormat, toMajor, type Money } from '../../../crm/kernel/fields/money.field.ts';
import { numberFormat } from '../fields/formatters.ts';
import { useSession } from '../session/session.tsx';

interface SumOfLinesProps {
  readonly field: FieldOf<'money'>;
  readonly fieldKey: string;
  readonly row: AnyRow;
  readonly onUse: (fieldKey: string, sum: Money) => void;
}

export function SumOfLines({ field, fieldKey, row, onUse }: SumOfLinesProps) {
  const { locale } = useSession();
  const sum = field.lines === undefined ? undefined : sumBeside(row[fieldKey], row[field.lines]);
  if (sum === undefined) return null;
  const format = numberFormat(locale, amountFormat(sum.currency));
  return (
    <p className="field-sum">
      <span>The lines come to {format.format(toMajor(sum))}.</span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Use it as ${field.label}`}
        onClick={() => onUse(fieldKey, sum)}
      >
        Use it
      </Button>
    </p>
  );
}
