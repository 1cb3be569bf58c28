/**
 * Commands are the only way to write. A command is a pure rule: from its input and what it may read it plans writes,
 * or says why not. The worker validates, applies, journals and sends the plan; no rule does I/O.
 */
import type * as z from 'zod';
import type { AnyRow, EntityDef } from './entity.ts';
import type { Values } from './derive.ts';
import type { Problem, Result } from './result.ts';
import type { RecordWrite } from './write.ts';

export interface Reader {
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  /** All rows of an entity, archived ones included. For rules that look at few or must look at all. */
  readonly all: (entity: string) => Iterable<AnyRow>;
}

export interface RuleContext {
  readonly read: Reader;
  /** Record id of the acting user. */
  readonly actor: string;
  /** ISO 8601 UTC; for display fields such as `closedDate`, never for ordering. */
  readonly now: string;
  readonly newId: () => string;
}

export interface Plan {
  readonly records: readonly RecordWrite[];
  /** For people, in the undo list: “Convert lead Ada Lovelace”. */
  readonly label: string;
}

export interface CommandDef<Input = unknown> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly plan: (input: Input, context: RuleContext) => Result<Plan>;
}

export function defineCommand<Input>(command: CommandDef<Input>): CommandDef<Input> {
  return command;
}

/**
 * A rule over one record that runs on every write to it, whichever command writes: it may add to the patch
 * (a won deal gets its closing date) or refuse it.
 */
export type WriteRule = (
  before: AnyRow | undefined,
  patch: Values,
  context: RuleContext,
) =>
  | { readonly ok: true; readonly patch: Values }
  | { readonly ok: false; readonly problem: Problem };

/** One folder under `crm/modules`, as the registry lists it. */
export interface ModuleDef {
  readonly entity: EntityDef;
  readonly onWrite?: WriteRule;
  readonly commands?: readonly CommandDef[];
}
