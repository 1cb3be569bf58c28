/** What can be done with views; each act can be undone. */
import { useMemo } from 'react';
import { generateKeyBetween } from 'fractional-indexing';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Values } from '../../../crm/kernel/derive.ts';
import { viewValuesOf, type ViewContent } from '../../../crm/modules/view/view-content.ts';
import { view } from '../../../crm/modules/view/view.entity.ts';
import { useActs, type Acts } from '../acts/acts.ts';
import { sayProblem } from '../acts/toast.tsx';
import { columnsOf } from '../list/list-state.ts';
import type { ListView } from './standard-views.ts';

export interface ViewFacts {
  readonly name: string;
  readonly icon: string;
  readonly shared: boolean;
  /** Of a shared one: only for these; none: for everybody. */
  readonly departments: readonly string[];
}

export interface ViewActs {
  /** Key of the new view, or null when it was refused. */
  readonly create: (
    facts: ViewFacts,
    content: ViewContent,
    after: string,
  ) => Promise<string | null>;
  readonly save: (saved: ListView, content: ViewContent) => Promise<void>;
  readonly describe: (saved: ListView, facts: ViewFacts) => Promise<void>;
  /** By so many places among the saved views. */
  readonly move: (saved: ListView, by: -1 | 1) => Promise<void>;
  readonly remove: (saved: ListView) => Promise<boolean>;
}

export function useViewActs(entity: EntityDef, views: readonly ListView[]): ViewActs {
  const acts = useActs();
  return useMemo(() => viewActs(acts, entity, views), [acts, entity, views]);
}

function viewActs(acts: Acts, entity: EntityDef, views: readonly ListView[]): ViewActs {
  const saved = views.filter(({ row }) => row !== undefined);
  const valuesOf = (content: ViewContent): Values =>
    // A saved view has columns of its own: it looks the same to everybody who opens it.
    viewValuesOf({ ...content, columns: columnsOf(entity, content) });
  const update = async (of: ListView, values: Values, said: string): Promise<void> => {
    const problem = await acts.update(view, of.key, values, said);
    if (problem !== null) sayProblem(problem);
  };
  return {
    async create({ name, icon, shared, departments }, content, after) {
      const at = saved.findIndex(({ key }) => key === after);
      const before = at < 0 ? saved.at(-1) : saved[at];
      const next = at < 0 ? undefined : saved[at + 1];
      const made = await acts.create(
        view,
        {
          name,
          icon,
          module: entity.name,
          ...(shared ? { shared: true } : {}),
          ...(shared && departments.length > 0 ? { departments } : {}),
          rank: rankBetween(before, next),
          ...valuesOf(content),
        },
        `View “${name}” saved`,
      );
      if (made.ok) return made.value.id;
      sayProblem(made.problem);
      return null;
    },
    save: (of, content) => update(of, valuesOf(content), `View “${of.name}” saved`),
    describe: (of, { name, icon, shared, departments }) =>
      update(
        of,
        { name, icon, shared: shared ? true : null, departments: shared ? departments : null },
        `View “${name}” changed`,
      ),
    async move(of, by) {
      const at = saved.findIndex(({ key }) => key === of.key);
      const [before, next] =
        by < 0 ? [saved[at - 2], saved[at - 1]] : [saved[at + 1], saved[at + 2]];
      await update(of, { rank: rankBetween(before, next) }, `View “${of.name}” moved`);
    },
    remove: (of) => acts.archive(view, [of.key], true),
  };
}

/** Two desktops may have given the same rank: then there is no room between, and the view comes after both. */
function rankBetween(before: ListView | undefined, next: ListView | undefined): string {
  const low = before?.row?.rank ?? null;
  const high = next?.row?.rank ?? null;
  return low !== null && high !== null && low >= high
    ? generateKeyBetween(low, null)
    : generateKeyBetween(low, high);
}
