/**
 * How the page and the form of an entity are laid out, where the team wants them otherwise than they come. One record an
 * entity holds only what differs, as child rows of fields and of sections; so a rename here and a move there both count.
 *
 * Where a field stands is one cell, section and rank together: of two people who move it at once, one has it his way,
 * and it never stands in the section of one at the rank of the other. What a section loses is never lost: a field
 * whose section is not there (any more) stands where it stands by itself.
 */
import { customKey } from './custom/custom-keys.ts';
import type { FieldDefinition } from './custom/definition.ts';
import type { EntityDef, FormSection } from './entity.ts';
import { derivedId } from './ids.ts';
import { builtInRank, rankBehind } from './ranks.ts';
import { fold } from './text-folding.ts';

/** Name of the entity whose records say it. */
export const LAYOUT_ENTITY = 'layout';
/** Sections that the team added to one entity beyond this many are not shown: nobody could find a field in them. */
export const ADDED_SECTIONS_MAX = 40;

type Row = Readonly<Record<string, unknown>>;
/** Place of a custom field among those of its entity, by its key. */
export type Places = ReadonlyMap<string, string>;

export interface ArrangedField {
  readonly key: string;
  /** A fractional index. */
  readonly rank: string;
  readonly hidden: boolean;
}

export interface ArrangedSection {
  readonly id: string;
  readonly label: string;
  readonly rank: string;
  readonly wide: FormSection['wide'];
  /** It is there because somebody of the team added it. */
  readonly added: boolean;
  readonly fields: readonly ArrangedField[];
}

/** There is one at most, whichever desktop first changes something. */
export function layoutId(entity: string): string {
  return derivedId(LAYOUT_ENTITY, entity);
}

/** Follows from its label, so that two desktops that add one of a name add one. */
export function sectionId(entity: string, { id, label }: Pick<FormSection, 'id' | 'label'>) {
  return id ?? derivedId('layoutSection', entity, fold(label));
}

export function placesOf(definitions: Iterable<FieldDefinition>): Places {
  const places = new Map<string, string>();
  for (const { id, place = '' } of definitions) places.set(customKey(id), place);
  return places;
}

/** Where a field stands, as the one cell that says it. */
export function standing(section: string, rank: string): string {
  return `${section} ${rank}`;
}

/**
 * What tells a record: it needs its name to be one, and what it must have has to be where it can be said.
 */
export function canBeHidden({ fields, titleFields }: EntityDef, key: string): boolean {
  return fields[key]?.required !== true && !titleFields.includes(key);
}

/** Fields that some stage of the entity asks for; hidden, they show where they are asked for. */
export function askedByStages({ fields }: EntityDef): ReadonlySet<string> {
  return new Set(
    Object.values(fields).flatMap((field) =>
      field.kind === 'stage'
        ? field.options.flatMap(({ requires, asks }) => [...(requires ?? []), ...(asks ?? [])])
        : [],
    ),
  );
}

/** Sections in order with their fields in order, also those without any. `base`: the entity as it is by itself. */
export function arrangementOf(
  base: EntityDef,
  record: Row | undefined,
  places: Places,
): readonly ArrangedSection[] {
  const said = rowsOf(record, 'sections');
  const sections: Omit<ArrangedSection, 'fields'>[] = base.sections.map((section, index) => {
    const id = sectionId(base.name, section);
    const row = said.get(id);
    said.delete(id);
    const { label = section.label, rank = builtInRank(index) } = textsOf(row);
    return { id, label, rank, wide: section.wide, added: false };
  });
  const added = [...said]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, row]) => {
      const { label, rank = rankBehind('a0') } = textsOf(row);
      // Of a section whose other half has not arrived nothing can be shown.
      return label === undefined || row['removed'] === true
        ? []
        : [{ id, label, rank, wide: undefined, added: true }];
    });
  sections.push(...added.slice(0, ADDED_SECTIONS_MAX));

  const inOrder = sections.toSorted((a, b) => compare(a.rank, b.rank));
  // Two of one name are one for whoever reads them: the first takes in what the others have.
  const named = new Map<string, string>();
  for (const { id, label } of inOrder) if (!named.has(fold(label))) named.set(fold(label), id);
  const shownAs = new Map(sections.map(({ id, label }) => [id, named.get(fold(label)) ?? id]));
  const wide = new Set(
    sections.filter((section) => section.wide !== undefined).map(({ id }) => id),
  );

  const moved = rowsOf(record, 'fields');
  const fieldsOf = new Map<string, ArrangedField[]>(sections.map(({ id }) => [id, []]));
  for (const section of base.sections) {
    const own = sectionId(base.name, section);
    for (const [index, key] of section.fields.entries()) {
      const row = moved.get(key);
      const place = places.get(key);
      const by = placeIn(row?.['at']);
      const isElsewhere = by !== undefined && mayStandIn(own, by.section, wide, shownAs);
      const at = shownAs.get(isElsewhere ? by.section : own) ?? own;
      const rank = place === undefined ? builtInRank(index) : rankBehind(place);
      fieldsOf.get(at)?.push({
        key,
        rank: isElsewhere ? by.rank : rank,
        hidden: row?.['hidden'] === true && canBeHidden(base, key),
      });
    }
  }
  return inOrder
    .filter(({ id }) => shownAs.get(id) === id)
    .map((section) => ({
      ...section,
      fields: (fieldsOf.get(section.id) ?? []).toSorted((a, b) => compare(a.rank, b.rank)),
    }));
}

/** What is as wide as the page stays so, and nothing that fits a column goes there. */
export function mayStandIn(
  own: string,
  wanted: string,
  wide: ReadonlySet<string>,
  known: { readonly has: (section: string) => boolean },
): boolean {
  return known.has(wanted) && (own === wanted || (!wide.has(own) && !wide.has(wanted)));
}

/** The entity laid out; itself where the record says nothing. */
export function withLayout(base: EntityDef, record: Row | undefined, places: Places): EntityDef {
  const says = (key: string): boolean => rowsOf(record, key).size > 0;
  if (!says('sections') && !says('fields')) return base;
  const arranged = arrangementOf(base, record, places);
  const hidden = arranged.flatMap(({ fields }) =>
    fields.filter((field) => field.hidden).map(({ key }) => key),
  );
  return {
    ...base,
    sections: arranged.map(({ id, label, wide, added, fields }) => ({
      id,
      label,
      fields: fields.map(({ key }) => key),
      ...(wide === undefined ? {} : { wide }),
      ...(added ? { added } : {}),
    })),
    ...(hidden.length === 0 ? {} : { hidden }),
  };
}

function rowsOf(record: Row | undefined, key: string): Map<string, Row> {
  const rows = record?.[key];
  return new Map(
    (Array.isArray(rows) ? (rows as readonly Row[]) : []).map((row) => [String(row['id']), row]),
  );
}

function textsOf(row: Row | undefined): { readonly label?: string; readonly rank?: string } {
  const [label, rank] = [row?.['label'], row?.['rank']];
  return {
    ...(typeof label === 'string' && label.trim() !== '' ? { label } : {}),
    ...(typeof rank === 'string' && rank !== '' ? { rank } : {}),
  };
}

function placeIn(cell: unknown): { readonly section: string; readonly rank: string } | undefined {
  if (typeof cell !== 'string') return undefined;
  const [section = '', rank = ''] = cell.split(' ');
  return rank === '' ? undefined : { section, rank };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
