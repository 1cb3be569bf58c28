import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import type { OperatorContext } from '../../../crm/kernel/operators.ts';

/** Who asks, on which day, and how names and amounts are written. */
export type QueryContext = OperatorContext &
  FormatContext & {
    /**
     * `YYYY-MM-DD` that the team writes: what runs out at midnight runs out for all of them at once, wherever each one is.
     * Absent: the person's day.
     */
    readonly teamToday?: string;
    /** ISO 4217: what totals of money are in. */
    readonly currency: string;
  };
