/** Runs what a record's page offers; where that is refused for want of fields, asks for them and runs it with them. */
import { useCallback, useState, type ReactNode } from 'react';
import type { Joins, RecordAction } from '../../../crm/kernel/command.ts';
import { titleOf, type Values } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useActs, type Written } from '../acts/acts.ts';
import { sayProblem, type ToastChoice } from '../acts/toast.tsx';
import { useNavigation, useSession } from '../session/session.tsx';
import { AskedFields, type AskedOf, type Said } from './asked-fields.tsx';
import { findJoinable, type JoinKind, type Onto } from './joinable.ts';
import { JoinRecords } from './join-records.tsx';

/** Nobody sees a dialog for what is looked up in less. */
const LOOK_UNSEEN_MS = 200;

interface Asking {
  readonly action: RecordAction;
  readonly row: AnyRow;
  readonly of: readonly AskedOf[];
  readonly problem: Problem;
  readonly answer: (said: Said | null) => void;
}

interface Choosing {
  readonly action: RecordAction;
  readonly joins: Joins;
  readonly row: AnyRow;
  readonly found: Promise<readonly JoinKind[]>;
  readonly answer: (onto: Onto | null) => void;
}

export function useRecordAction(entity: EntityDef): {
  readonly run: (action: RecordAction, row: AnyRow) => Promise<void>;
  readonly dialog: ReactNode;
} {
  const acts = useActs();
  const { openRecord } = useNavigation();
  const { client } = useSession();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  /** What of what it makes is there already; null: it is not done. Without anything like it nothing is asked. */
  const chooseOnto = useCallback(
    async (action: RecordAction, joins: Joins, row: AnyRow): Promise<Onto | null> => {
      const found = findJoinable(client, joins, row).catch((): readonly JoinKind[] => []);
      const soon = await Promise.race([found, afterMs(LOOK_UNSEEN_MS)]);
      if (soon?.every(({ options }) => options.length === 0) === true) return {};
      const onto = await new Promise<Onto | null>((answer) =>
        setChoosing({ action, joins, row, found, answer }),
      );
      setChoosing(null);
      return onto;
    },
    [client],
  );
  const run = useCallback(
    async (action: RecordAction, row: AnyRow): Promise<void> => {
      const said: Record<string, Values> = {};
      const { asks, joins } = action;
      const onto = joins === undefined ? {} : await chooseOnto(action, joins, row);
      if (onto === null) return;
      for (;;) {
        const asked = asks === undefined ? action.input(row) : asks.input(row, said);
        const input = joins === undefined ? asked : joins.input(asked, onto);
        const problem = await acts.run(
          action.command,
          input,
          action.said(titleOf(entity, row)),
          (written) => waysOn(action, written, openRecord),
        );
        if (problem === null) return;
        const of = askedIn(problem, action);
        // What was filled in and is refused still is no case for the same question.
        const isNew = of.some(({ entity: { name }, keys }) =>
          keys.some((key) => !(key in (said[name] ?? {}))),
        );
        if (!isNew) return sayProblem(problem);
        const more = await new Promise<Said | null>((answer) =>
          setAsking({ action, row, of, problem, answer }),
        );
        setAsking(null);
        if (more === null) return;
        for (const [name, values] of Object.entries(more))
          said[name] = { ...said[name], ...values };
      }
    },
    [acts, chooseOnto, entity, openRecord],
  );
  const dialog =
    choosing !== null ? (
      <JoinRecords
        title={`${choosing.action.label} ${titleOf(entity, choosing.row)}`}
        submit={choosing.action.label}
        joins={choosing.joins}
        found={choosing.found}
        onAnswer={choosing.answer}
      />
    ) : asking === null ? null : (
      <AskedFields
        key={asking.of.flatMap(({ keys }) => keys).join(' ')}
        of={asking.of}
        title={`${asking.action.label} ${titleOf(entity, asking.row)}`}
        help={asking.problem.message}
        submit={asking.action.label}
        leave="Leave it as it is"
        onAnswer={asking.answer}
      />
    );
  return { run, dialog };
}

function afterMs(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

/** What it made is one click away, or one is there already. */
function waysOn(
  { opens, fills }: RecordAction,
  written: Written,
  open: (entity: string, id: string) => void,
): readonly ToastChoice[] {
  const made = written.find(({ entity }) => entity === opens);
  if (made !== undefined && fills !== undefined) {
    open(made.entity, made.id);
    return [];
  }
  const entity = made === undefined ? undefined : entityNamed(made.entity);
  if (made === undefined || entity === undefined) return [];
  const label = `Open the ${entity.label.one.toLowerCase()}`;
  return [{ label, run: () => open(made.entity, made.id) }];
}

/** What the person can fill in so that it is not refused. */
function askedIn(problem: Problem, { asks }: RecordAction): readonly AskedOf[] {
  const needs = problem.needs ?? [{ entity: asks?.entity ?? '', fields: problem.fields ?? [] }];
  return needs.flatMap(({ entity: name, fields }) => {
    const entity = entityNamed(name);
    const keys = fields.filter((key) => entity?.fields[key] !== undefined);
    return entity === undefined || keys.length === 0
      ? []
      : [{ entity, keys, required: keys, values: {} }];
  });
}
