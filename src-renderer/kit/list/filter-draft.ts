/** A filter while somebody builds it: a tree whose conditions may still be incomplete. Pure; ids are handed in. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { Filter } from '../../../crm/kernel/query.ts';
import { conditionFrom, draftOf, NEW_CONDITION, type ConditionDraft } from './condition-draft.ts';
import { isCondition } from './condition-text.ts';

export interface DraftCondition {
  readonly id: number;
  readonly condition: ConditionDraft;
}

export interface DraftGroup {
  readonly id: number;
  /** Whether all of its parts must hold or any of them. */
  readonly join: 'all' | 'any';
  readonly parts: readonly DraftPart[];
}

export type DraftPart = DraftCondition | DraftGroup;

/** Ids within one opened dialog. */
export function countedIds(): () => number {
  let last = 0;
  return () => (last += 1);
}

/** Deeper than this nobody reads a filter; the worker would follow a few levels more. */
export const FILTER_GROUPS_DEEP_MAX = 4;

export function isGroup(part: DraftPart): part is DraftGroup {
  return 'parts' in part;
}

export function newCondition(newId: () => number): DraftCondition {
  return { id: newId(), condition: NEW_CONDITION };
}

export function newGroup(newId: () => number): DraftGroup {
  return { id: newId(), join: 'any', parts: [newCondition(newId)] };
}

/** The tree of a list's filter, of whose parts all must hold; a filter of one group is that group. */
export function draftTree(filters: readonly Filter[], newId: () => number): DraftGroup {
  const [only] = filters;
  const alone = filters.length === 1 && only !== undefined && !isCondition(only);
  return groupOf(alone ? only : { all: filters }, newId);
}

function groupOf(filter: Exclude<Filter, { field: string }>, newId: () => number): DraftGroup {
  const join = 'all' in filter ? 'all' : 'any';
  const parts = 'all' in filter ? filter.all : filter.any;
  return {
    id: newId(),
    join,
    parts: parts.map((part) =>
      isCondition(part) ? { id: newId(), condition: draftOf(part) } : groupOf(part, newId),
    ),
  };
}

/** The filter of a list, without what is incomplete and without groups that say nothing. */
export function filtersFrom(entity: EntityDef, root: DraftGroup): readonly Filter[] {
  const parts = partsFrom(entity, root);
  return root.join === 'all' || parts.length < 2 ? parts : [{ any: parts }];
}

function partsFrom(entity: EntityDef, { parts }: DraftGroup): readonly Filter[] {
  return parts.flatMap((part): readonly Filter[] => {
    if (!isGroup(part)) {
      const condition = conditionFrom(entity, part.condition);
      return condition === null ? [] : [condition];
    }
    const inner = partsFrom(entity, part);
    if (inner.length < 2) return inner;
    return [part.join === 'all' ? { all: inner } : { any: inner }];
  });
}

/** How many conditions have been begun and say nothing yet. */
export function incompleteIn(entity: EntityDef, { parts }: DraftGroup): number {
  return parts.reduce(
    (count, part) =>
      count +
      (isGroup(part)
        ? incompleteIn(entity, part)
        : Number(conditionFrom(entity, part.condition) === null)),
    0,
  );
}

/** The tree with another part in place of one, or without it; a group that is left empty goes as well. */
export function replaced(group: DraftGroup, id: number, next: DraftPart | null): DraftGroup {
  return {
    ...group,
    parts: group.parts.flatMap((part): readonly DraftPart[] => {
      if (part.id === id) return next === null ? [] : [next];
      if (!isGroup(part)) return [part];
      const inner = replaced(part, id, next);
      return inner.parts.length === 0 ? [] : [inner];
    }),
  };
}
