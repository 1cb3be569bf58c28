import type { FormatContext } from '../../../crm/kernel/field-kind.ts';
import type { OperatorContext } from '../../../crm/kernel/operators.ts';

/** Who asks, on which day, and how names and amounts are written. */
export type QueryContext = OperatorContext &
  FormatContext & {
    /** ISO 4217: what totals of money are in. */
    readonly currency: string;
  };
