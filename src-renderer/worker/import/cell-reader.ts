/** From the text of a cell to a value, with the corrections that the person accepted. */
import { formatValue } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import type { FormatContext, ParseContext } from '../../../crm/kernel/field-kind.ts';
import { kindOf, type FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { derivedId } from '../../../crm/kernel/ids.ts';
import { linkColumnOf } from '../../../crm/kernel/importing.ts';
import type { Mapping } from './mapping-guess.ts';
import {
  companionColumns,
  missingRecord,
  type Companions,
  type MissingRecord,
} from './missing-records.ts';
import type { ProblemTally } from './problem-tally.ts';
import type { RecordIndex } from './record-index.ts';
import type { TableRow } from './table.ts';

export interface CellReaderDeps {
  readonly entityNamed: (name: string) => EntityDef | undefined;
  readonly index: RecordIndex;
  readonly tally: ProblemTally;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  /** `<field>\n<text in the file>` → text to read instead. */
  readonly corrections: Readonly<Record<string, string>>;
  readonly createMissing: ReadonlySet<string>;
  /** Everything but the lookup of records, which the index does. */
  readonly reading: Omit<ParseContext, 'findRecord'>;
}

export interface CellReader {
  /** undefined: the cell is empty, or cannot be read and has been reported. */
  readonly read: (key: string, field: FieldDef, text: string, row: TableRow) => unknown;
  /** Records of other entities that the cells read so far make necessary. */
  readonly made: () => readonly MissingRecord[];
  readonly parseContext: ParseContext;
}

type Reading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly offer: string | null };

/** Texts remembered per field: owners, stages and products repeat thousands of times, amounts hardly. */
const REMEMBERED_MAX = 5000;

const PLAIN: FormatContext = { locale: 'en', timeZone: 'UTC', titleOf: () => undefined };

export function createCellReader(deps: CellReaderDeps): CellReader {
  const { index, entityNamed } = deps;
  const parseContext: ParseContext = { ...deps.reading, findRecord: index.idOf };
  const made: MissingRecord[] = [];
  const companionsByEntity = new Map<string, Companions>();
  const remembered = new Map<string, Map<string, Reading>>();

  function companionsOf(target: EntityDef): Companions {
    let companions = companionsByEntity.get(target.name);
    if (companions === undefined) {
      companions = companionColumns(target, deps.headers, deps.mapping);
      companionsByEntity.set(target.name, companions);
    }
    return companions;
  }

  /** `deliberate`: the person said that this text is right as it is, near miss or not. */
  function linked(to: string, text: string, row: TableRow, deliberate: boolean): Reading {
    const reference = index.find(to, text);
    if (reference.found === 'one') return { ok: true, value: reference.id };
    const target = entityNamed(to);
    const label = target?.label.one.toLowerCase() ?? to;
    if (reference.found === 'several') {
      const many = target?.label.many.toLowerCase() ?? to;
      return {
        ok: false,
        reason: `names ${reference.count} ${many}; give one of them another name`,
        offer: null,
      };
    }
    if (reference.near !== undefined && !deliberate) {
      return {
        ok: false,
        reason: `names no ${label}; ${reference.near} is near`,
        offer: reference.near,
      };
    }
    if (target !== undefined && deps.createMissing.has(to)) {
      const record = missingRecord(target, text, row, companionsOf(target), parseContext);
      if (record !== undefined) {
        made.push(record);
        index.add(to, record.id, record.values, false);
        return { ok: true, value: record.id };
      }
    }
    return { ok: false, reason: `names no ${label} that is here`, offer: null };
  }

  function linkedSet(to: string, text: string, row: TableRow, deliberate: boolean): Reading {
    const names: string[] = [];
    for (const word of text.split(/\s*(?:;|:::)\s*/).filter((part) => part !== '')) {
      const one = to === '*' ? anywhere(word) : linked(to, word, row, deliberate);
      if (!one.ok) return one;
      names.push(to === '*' ? String(one.value) : `${to}/${String(one.value)}`);
    }
    return { ok: true, value: [...new Set(names)].toSorted() };
  }

  /** A field that takes records of every entity is filled by hand: a name alone does not say which kind is meant. */
  function anywhere(word: string): Reading {
    return { ok: false, reason: `“${word}” does not say what kind of record it is`, offer: null };
  }

  /** Rows that are named by what they link to: the same link gives the same row on every desktop. */
  function linkedRows(
    column: { readonly key: string; readonly to: string },
    text: string,
    row: TableRow,
    deliberate: boolean,
  ): Reading {
    const names = linkedSet(column.to, text, row, deliberate);
    if (!names.ok) return names;
    const value = (names.value as readonly string[]).map((name) => linkRow(column, name));
    return { ok: true, value };
  }

  function readText(field: FieldDef, text: string, row: TableRow, deliberate: boolean): Reading {
    if (field.kind === 'link') return linked(field.to, text, row, deliberate);
    if (field.kind === 'user') return linked('user', text, row, deliberate);
    if (field.kind === 'links') return linkedSet(field.to, text, row, deliberate);
    const column = linkColumnOf(field);
    if (column !== undefined) return linkedRows(column, text, row, deliberate);
    const parsed = kindOf(field).parse(text, field, parseContext);
    if (parsed.ok) return parsed;
    const offer = parsed.offer === undefined ? null : formatValue(field, parsed.offer, PLAIN);
    return { ok: false, reason: parsed.reason, offer };
  }

  function reading(key: string, field: FieldDef, text: string, row: TableRow): Reading {
    let texts = remembered.get(key);
    if (texts === undefined) {
      texts = new Map();
      remembered.set(key, texts);
    }
    let known = texts.get(text);
    if (known === undefined) {
      const correction = deps.corrections[`${key}\n${text}`]?.trim();
      known =
        correction === ''
          ? { ok: true, value: undefined }
          : readText(field, correction ?? text, row, correction === text);
      if (texts.size < REMEMBERED_MAX || !known.ok) texts.set(text, known);
    }
    return known;
  }

  return {
    parseContext,
    made: () => made,
    read: (key, field, text, row) => {
      const result = reading(key, field, text, row);
      if (result.ok) return result.value;
      deps.tally.add(key, text, result.reason, result.offer, row.number);
      return undefined;
    },
  };
}

/** `name` is `<entity>/<id>`. */
export function linkRow(
  column: { readonly key: string },
  name: string,
): { readonly id: string; readonly [key: string]: string } {
  const id = name.slice(name.indexOf('/') + 1);
  return { [column.key]: id, id: derivedId('link-row', name).slice(-12) };
}
