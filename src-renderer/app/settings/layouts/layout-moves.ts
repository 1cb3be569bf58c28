/** The sections of an entity as its layout is edited, and where a field goes from one place to the next. Pure. */
import type { EntityDef, FormSection } from '../../../../crm/kernel/entity.ts';
import { sectionId } from '../../../../crm/kernel/layout.ts';
import { isTotal } from '../../../kit/quote/quote-sums.tsx';

/** Of every entity whose records can be merged: it shows by itself, on records that were merged. */
const MERGE_MARK = 'mergedInto';

export interface LaidSection {
  readonly id: string;
  readonly label: string;
  readonly wide: FormSection['wide'];
  readonly added: boolean;
  /** Those that a page can show. */
  readonly fields: readonly string[];
}

export interface FieldPlace {
  readonly section: LaidSection;
  /** The field that it is to stand behind; null: before all of them. */
  readonly after: string | null;
  /** From 1. */
  readonly nth: number;
  readonly of: number;
}

export function laidSections(entity: EntityDef): readonly LaidSection[] {
  return entity.sections.map(({ label, wide, added, fields, ...section }) => ({
    id: sectionId(entity.name, { label, ...section }),
    label,
    wide,
    added: added === true,
    fields: fields.filter(
      (key) => key !== MERGE_MARK && entity.fields[key]?.inner !== true && !isTotal(entity, key),
    ),
  }));
}

/** One place up or down, into the next section where its own ends; undefined: there is no further. */
export function stepOf(
  sections: readonly LaidSection[],
  key: string,
  by: 1 | -1,
): FieldPlace | undefined {
  const from = sections.find(({ fields }) => fields.includes(key));
  if (from === undefined) return undefined;
  const others = from.fields.filter((other) => other !== key);
  const to = from.fields.indexOf(key) + by;
  if (to >= 0 && to <= others.length) return placeAt(from, others, to);
  if (from.wide !== undefined) return undefined;
  const narrow = sections.filter(({ wide }) => wide === undefined);
  const next = narrow[narrow.indexOf(from) + by];
  return next && placeAt(next, next.fields, by > 0 ? 0 : next.fields.length);
}

/** Above or below another field; undefined: it stands there already. */
export function placeBeside(
  sections: readonly LaidSection[],
  key: string,
  onto: string,
  below: boolean,
): FieldPlace | undefined {
  const section = sections.find(({ fields }) => fields.includes(onto));
  if (section === undefined || key === onto) return undefined;
  const others = section.fields.filter((other) => other !== key);
  const to = others.indexOf(onto) + (below ? 1 : 0);
  return section.fields.indexOf(key) === to ? undefined : placeAt(section, others, to);
}

export function placeAt(section: LaidSection, others: readonly string[], to: number): FieldPlace {
  return { section, after: others[to - 1] ?? null, nth: to + 1, of: others.length + 1 };
}

/** What is as wide as the page stays so, and nothing that fits a column goes there. */
export function mayGoTo(
  sections: readonly LaidSection[],
  key: string,
  target: LaidSection,
): boolean {
  const from = sections.find(({ fields }) => fields.includes(key));
  return (
    from !== undefined &&
    (from === target || (from.wide === undefined && target.wide === undefined))
  );
}
