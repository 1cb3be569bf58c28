/** What can be done to a layout; each is one act. Where something goes is said by what it is to stand behind. */
import * as z from 'zod';
import { defineCommand, type CommandDef, type RecordValues } from '../../kernel/command.ts';
import type { RuleContext } from '../../kernel/command.ts';
import type { FieldDefinition } from '../../kernel/custom/definition.ts';
import { FIELD_DEFINITIONS } from '../../kernel/custom/registry.ts';
import type { EntityDef } from '../../kernel/entity.ts';
import {
  ADDED_SECTIONS_MAX,
  arrangementOf,
  canBeHidden,
  LAYOUT_ENTITY,
  layoutId,
  mayStandIn,
  placesOf,
  sectionId,
  standing,
  type ArrangedSection,
} from '../../kernel/layout.ts';
import { ok, type Result } from '../../kernel/result.ts';
import { fold } from '../../kernel/text-folding.ts';
import { rankBetween } from '../ranks.ts';
import {
  gone,
  labelTaken,
  mustShow,
  nothingToReset,
  tooManySections,
  wideStays,
} from './layout-problems.ts';

const of = z.string().min(1).max(40);
const id = z.string().min(1).max(40);
const label = z.string().trim().min(1).max(80);

type Patch = Readonly<Record<string, unknown>>;
type ChildRow = Patch & { readonly id: string };

interface State {
  readonly entity: EntityDef;
  readonly record: Patch | undefined;
  readonly sections: readonly ArrangedSection[];
}

export function layoutCommands(builtIn: () => readonly EntityDef[]): readonly CommandDef[] {
  const at = ({ read }: RuleContext, name: string): Result<State> => {
    const entity = (read.entities?.() ?? builtIn()).find((one) => one.name === name);
    if (entity === undefined || entity.traits.includes('setting')) return gone('kind of record');
    const definitions = ([...read.all(FIELD_DEFINITIONS)] as FieldDefinition[]).filter(
      (field) => field.on === name,
    );
    const record = read.get(LAYOUT_ENTITY, layoutId(name));
    return ok({ entity, record, sections: arrangementOf(entity, record, placesOf(definitions)) });
  };
  return [
    defineCommand({
      name: 'layout.placeField',
      input: z.strictObject({ of, field: id, section: id, after: id.nullable() }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { entity, sections } = state.value;
        const target = sections.find((section) => section.id === input.section);
        const field = entity.fields[input.field];
        const own = entity.sections.find(({ fields }) => fields.includes(input.field));
        if (target === undefined) return gone('section');
        if (field === undefined || own === undefined) return gone('field');
        const wide = new Set(sections.filter((one) => one.wide !== undefined).map((one) => one.id));
        const known = new Set(sections.map((one) => one.id));
        // The section where it stands now may have taken in the one that it comes from, by name.
        const stays = target.fields.some(({ key }) => key === input.field);
        if (!stays && !mayStandIn(sectionId(entity.name, own), target.id, wide, known))
          return wideStays(field.label);
        const others = target.fields.filter(({ key }) => key !== input.field);
        const rank = rankBehind(others, ({ key }) => key === input.after);
        const record = withRow(state.value, 'fields', {
          id: input.field,
          at: standing(target.id, rank),
        });
        return ok({ records: [record], label: `Move ${field.label} to ${target.label}` });
      },
    }),
    defineCommand({
      name: 'layout.hideField',
      input: z.strictObject({ of, field: id, hidden: z.boolean() }),
      plan({ field: key, hidden, ...input }, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { entity } = state.value;
        const field = entity.fields[key];
        if (field === undefined) return gone('field');
        if (hidden && !canBeHidden(entity, key)) return mustShow(entity, field.label);
        const record = withRow(state.value, 'fields', { id: key, hidden: hidden ? true : null });
        return ok({ records: [record], label: `${hidden ? 'Hide' : 'Show'} ${field.label}` });
      },
    }),
    defineCommand({
      name: 'layout.addSection',
      input: z.strictObject({ of, label }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { entity, sections } = state.value;
        if (isNamed(sections, input.label)) return labelTaken(input.label);
        if (sections.filter(({ added }) => added).length >= ADDED_SECTIONS_MAX)
          return tooManySections();
        // Once it had the name of one that has another now: an id of its own then.
        const followed = sectionId(entity.name, { label: input.label });
        const isFree = sections.every((section) => section.id !== followed);
        const record = withRow(state.value, 'sections', {
          id: isFree ? followed : context.newId(),
          label: input.label,
          rank: rankBetween(sections.at(-1)?.rank, undefined),
          removed: null,
        });
        return ok({ records: [record], label: `Add the section ${input.label}` });
      },
    }),
    defineCommand({
      name: 'layout.renameSection',
      input: z.strictObject({ of, section: id, label }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { sections } = state.value;
        const section = sections.find((one) => one.id === input.section);
        if (section === undefined) return gone('section');
        const others = sections.filter((one) => one !== section);
        if (isNamed(others, input.label)) return labelTaken(input.label);
        const record = withRow(state.value, 'sections', { id: section.id, label: input.label });
        return ok({ records: [record], label: `Rename the section ${section.label}` });
      },
    }),
    defineCommand({
      name: 'layout.placeSection',
      input: z.strictObject({ of, section: id, after: id.nullable() }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { sections } = state.value;
        const section = sections.find((one) => one.id === input.section);
        if (section === undefined) return gone('section');
        const others = sections.filter((one) => one !== section);
        const rank = rankBehind(others, (one) => one.id === input.after);
        const record = withRow(state.value, 'sections', { id: section.id, rank });
        return ok({ records: [record], label: `Move the section ${section.label}` });
      },
    }),
    defineCommand({
      name: 'layout.removeSection',
      input: z.strictObject({ of, section: id }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const section = state.value.sections.find((one) => one.id === input.section);
        if (section?.added !== true) return gone('section');
        // Those of its name are shown as it: they go with it.
        const isIt = ({ id: one, label: name }: ChildRow): boolean =>
          one === section.id || (typeof name === 'string' && fold(name) === fold(section.label));
        const rows = rowsOf(state.value, 'sections').map((row) =>
          isIt(row) ? { ...row, removed: true } : row,
        );
        const record = layoutRecord(state.value, { sections: rows });
        return ok({ records: [record], label: `Remove the section ${section.label}` });
      },
    }),
    defineCommand({
      name: 'layout.reset',
      input: z.strictObject({ of }),
      plan(input, context) {
        const state = at(context, input.of);
        if (!state.ok) return state;
        const { entity, record } = state.value;
        if (record === undefined) return nothingToReset(entity);
        return ok({
          records: [layoutRecord(state.value, { sections: null, fields: null })],
          label: `Layout of ${entity.label.many.toLowerCase()} as it came`,
        });
      },
    }),
  ];
}

/** The place behind one of them; before all of them where there is none. */
function rankBehind<One extends { readonly rank: string }>(
  others: readonly One[],
  isIt: (one: One) => boolean,
): string {
  const index = others.findIndex(isIt);
  return rankBetween(others[index]?.rank, others[index + 1]?.rank);
}

function isNamed(sections: readonly ArrangedSection[], wanted: string): boolean {
  return sections.some((section) => fold(section.label) === fold(wanted));
}

function rowsOf({ record }: State, key: 'sections' | 'fields'): readonly ChildRow[] {
  const rows = record?.[key];
  return Array.isArray(rows) ? (rows as readonly ChildRow[]) : [];
}

/** All other rows as they are, so that only the change is written. */
function withRow(state: State, key: 'sections' | 'fields', row: ChildRow): RecordValues {
  const before = rowsOf(state, key);
  const isThere = before.some((one) => one.id === row.id);
  const rows = isThere
    ? before.map((one) => (one.id === row.id ? { ...one, ...row } : one))
    : [...before, row];
  return layoutRecord(state, { [key]: rows.map(withoutNulls) });
}

function withoutNulls(row: ChildRow): ChildRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as ChildRow;
}

function layoutRecord({ entity }: State, values: Patch): RecordValues {
  return {
    entity: LAYOUT_ENTITY,
    id: layoutId(entity.name),
    create: true,
    values: { name: entity.label.many, of: entity.name, ...values },
  };
}
