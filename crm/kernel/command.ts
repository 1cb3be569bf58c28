/**
 * Commands are the only way to write. A command is a pure rule: from its input and what it may read it plans writes,
 * or says why not. The worker validates, applies, journals and sends the plan; no rule does I/O.
 */
import type * as z from 'zod';
import type { AnyRow, EntityDef } from './entity.ts';
import type { Values } from './derive.ts';
import type { Target } from './record-links.ts';
import { fail, type Problem, type Result } from './result.ts';

export interface Reader {
  readonly get: (entity: string, id: string) => AnyRow | undefined;
  /** All rows of an entity, archived ones included. For rules that look at few or must look at all. */
  readonly all: (entity: string) => Iterable<AnyRow>;
  /** Ids of the records of `from` whose link `field` points at this one, by an index; absent where there is none. */
  readonly pointingAt?: (from: string, field: string, to: Target) => readonly string[];
  /** The entities in force, with what the team added to them; absent where only those built in are known. */
  readonly entities?: () => readonly EntityDef[];
}

export interface RuleContext {
  readonly read: Reader;
  /** Record id of the acting user. */
  readonly actor: string;
  /** ISO 8601 UTC; for display fields such as `closedDate`, never for ordering. */
  readonly now: string;
  readonly newId: () => string;
}

/** What is wanted of one record: whole values by field key, null clears. `create` makes it if it does not exist. */
export interface RecordValues {
  readonly entity: string;
  readonly id: string;
  readonly values: Values;
  readonly create: boolean;
  /** Instead of the entity's own rules: what is written follows from elsewhere (a file, a merge) and stays as it is. */
  readonly trusted?: boolean;
  /** Archives or brings back, besides the values. */
  readonly archived?: boolean;
  /** Takes the record away, with all its values; undo brings it back. `values` do not count. */
  readonly removed?: boolean;
}

export interface Plan {
  readonly records: readonly RecordValues[];
  /** For people, in the undo list: “Convert lead Ada Lovelace”. */
  readonly label: string;
  /** Something that the program does for itself: it is in the history, and not in the list of what can be undone. */
  readonly unlisted?: boolean;
}

export interface CommandDef {
  readonly name: string;
  /** Checks the input and plans; one function, so that no rule runs on unchecked input. */
  readonly plan: (input: unknown, context: RuleContext) => Result<Plan>;
}

export function defineCommand<Input>(command: {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly plan: (input: Input, context: RuleContext) => Result<Plan>;
}): CommandDef {
  return {
    name: command.name,
    plan(input, context) {
      const parsed = command.input.safeParse(input);
      if (parsed.success) return command.plan(parsed.data, context);
      return fail({
        code: 'invalid-input',
        message: `“${command.name}” cannot be done with this.`,
        remedy: 'Reload the window; if it happens again, update Rapport.',
      });
    },
  };
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

/** How an action goes on with records that are there instead of making new ones. */
export interface Joins {
  /** What it would make, by the kind of record, in the order in which it is asked for. */
  readonly makes: (row: AnyRow) => Readonly<Record<string, Values>>;
  /** Id of the one that it would make. */
  readonly newId: (row: AnyRow, entity: string) => string;
  /** It is this one and no other. */
  readonly isCertain: (entity: string, made: Values, existing: AnyRow) => boolean;
  /** What the chosen one gets that it does not have yet. */
  readonly fills: (entity: string, existing: AnyRow, made: Values) => Values;
  /** Of a kind of record: the field by which it belongs to another kind. */
  readonly belongsTo: Readonly<Record<string, { readonly field: string; readonly entity: string }>>;
  /** The input with the chosen records, by their kind; null: a new one. */
  readonly input: (input: unknown, onto: Readonly<Record<string, string | null>>) => unknown;
}

/** A command that a record's page offers as a button. */
export interface RecordAction {
  readonly command: string;
  readonly label: string;
  readonly icon: string;
  readonly isOffered: (row: AnyRow) => boolean;
  /** Not what the page is for at the moment: it stands back among the other steps. */
  readonly isBeside?: (row: AnyRow) => boolean;
  readonly input: (row: AnyRow) => unknown;
  /**
   * It makes records that may need more than is known, of this kind where a refusal names no other; and the input with
   * what the person said, by the kind of record.
   */
  readonly asks?: {
    readonly entity: string;
    readonly input: (row: AnyRow, said: Readonly<Record<string, Values>>) => unknown;
  };
  /** Some of what it makes may be there already: the person is shown what is like it, and chooses. */
  readonly joins?: Joins;
  /** What is told once it is done, from the record's title. */
  readonly said: (title: string) => string;
  /** It makes a record of this kind, with which one goes on. */
  readonly opens?: string;
  /**
   * Field of that record by which it stands in a list beside this one: a new line of that list is made by this action,
   * and one goes on with it at once.
   */
  readonly fills?: string;
}

/** One folder under `crm/modules`, as the registry lists it. */
export interface ModuleDef {
  readonly entity: EntityDef;
  readonly onWrite?: WriteRule;
  /**
   * Fills in what a new record lacks, also in one that comes from a file; not in what is put back as it was. The same
   * context is given for all records of one act.
   */
  readonly onCreate?: (values: Values, context: RuleContext) => Values;
  /** Instead of `onWrite`, of what an import writes: adds what follows from the file, and refuses nothing. */
  readonly onImport?: (before: AnyRow | undefined, values: Values, context: RuleContext) => Values;
  readonly commands?: readonly CommandDef[];
  readonly actions?: readonly RecordAction[];
}
