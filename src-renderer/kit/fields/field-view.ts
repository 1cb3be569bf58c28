/** The React half of a field kind. Its data half lies in `crm/kernel/fields`. */
import type { ComponentType } from 'react';
import type { FieldDef, FieldKindName, FieldOf, ValueOf } from '../../../crm/kernel/field-kinds.ts';
import type { OperandShape } from '../../../crm/kernel/operators.ts';
import type { TitleOf } from '../session/session.tsx';

export interface CellProps<Value, Field> {
  readonly field: Field;
  readonly value: Value;
  readonly titleOf: TitleOf;
  /** `list`: one line, as short as can be. `record`: everything, with addresses that can be clicked. */
  readonly room: 'list' | 'record';
}

export interface InputProps<Value, Field> {
  readonly field: Field;
  readonly value: Value | undefined;
  /** Which field of which entity this is: for suggestions from what others entered. */
  readonly entity: string;
  readonly fieldKey: string;
  /** Id of the element that takes the focus, for the label around it. */
  readonly inputId: string;
  readonly autoFocus: boolean;
  /**
   * Whether a list of choices lies open as the input appears: where one value is edited in place, and not among other
   * fields, which it would cover.
   */
  readonly startsOpen?: boolean;
  /** Shown by the frame around the input, which also says it to assistive technology. */
  readonly problem: string | undefined;
  readonly titleOf: TitleOf;
  /** A valid value, or null for none. Called when the person is done: Enter, a choice, or leaving the field. */
  readonly onCommit: (value: Value | null) => void;
  /** Leaving without a change. */
  readonly onCancel: () => void;
  /** What was typed cannot be read: `reason` completes the sentence “<field> …”. */
  readonly onProblem: (reason: string) => void;
}

export interface OperandProps<Field> {
  readonly field: Field;
  readonly entity: string;
  readonly fieldKey: string;
  readonly shape: Exclude<OperandShape, 'none'>;
  readonly operand: unknown;
  /** undefined: not complete yet. */
  readonly onOperand: (operand: unknown) => void;
}

interface View<Value, Field> {
  readonly Cell: ComponentType<CellProps<Value, Field>>;
  readonly Input: ComponentType<InputProps<Value, Field>>;
  /** Enters what a filter compares with. */
  readonly Operand: ComponentType<OperandProps<Field>>;
  /** Of a new list column, in CSS pixels. */
  readonly widthPx: number;
  /** `end` for what is compared digit by digit. */
  readonly align: 'start' | 'end';
}

export type FieldView<Name extends FieldKindName> = View<ValueOf<Name>, FieldOf<Name>>;

/** The joint of the two halves: total, so a kind without its React half does not compile. */
export type FieldViews = { readonly [Name in FieldKindName]: FieldView<Name> };

/** A view with its types erased, for code that treats all kinds alike. */
export type AnyFieldView = View<unknown, FieldDef>;
