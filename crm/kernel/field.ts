import type { Computed } from './custom/computed-definition.ts';

/** What every field has, whatever its kind. */
export interface FieldCommon {
  readonly label: string;
  /** One sentence under the input: what to enter, not what a field is. */
  readonly help?: string;
  /** A record cannot be created without it, and it cannot be cleared. */
  readonly required?: boolean;
  /** Headers of files that mean this field; compared folded. */
  readonly aliases?: readonly string[];
  /** Found by search. */
  readonly search?: boolean;
  /** Set by rules or by the relay; people see it but do not edit it. */
  readonly readOnly?: boolean;
  /** Nobody edits it, but a file that has it may say it. */
  readonly fromFiles?: boolean;
  /** What rules keep for themselves: a record's page does not show it. Always `readOnly` as well. */
  readonly inner?: boolean;
  /** A record's page shows it only where something stands in it. */
  readonly quiet?: boolean;
  /** Not stored: what it shows follows from other fields. Always `readOnly` as well. */
  readonly computed?: Computed;
}
