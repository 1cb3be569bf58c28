/** Which record a row is: one that is here, one that an earlier import made, or a new one. */
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import { isId, importedId } from '../../../crm/kernel/ids.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import type { Engine } from '../engine/engine-api.ts';
import { keysOf, nameOf } from './record-keys.ts';
import type { TableRow } from './table.ts';

export type Identity =
  | { readonly ok: true; readonly id: string; readonly before: AnyRow | undefined }
  /** The row cannot be one record; why, for the report. */
  | { readonly ok: false; readonly reason: string };

export interface RowIdentities {
  /** Every row is shown once, in order, before the first is identified. `values` hold at least the key and the name. */
  readonly see: (values: Readonly<Record<string, unknown>>) => void;
  readonly identify: (row: TableRow, values: Readonly<Record<string, unknown>>) => Identity;
}

export function createRowIdentities(
  engine: Pick<Engine, 'get' | 'all'>,
  entity: EntityDef,
  keyField: string | null,
): RowIdentities {
  const isEmail = keyField !== null && entity.fields[keyField]?.kind === 'emails';
  const hereByKey = new Map<string, AnyRow[]>();
  if (keyField !== null) {
    for (const row of engine.all(entity.name)) {
      for (const key of keysOf(entity, keyField, row)) {
        const rows = hereByKey.get(key);
        if (rows === undefined) hereByKey.set(key, [row]);
        else rows.push(row);
      }
    }
  }
  let addressless: Map<string, AnyRow[]> | undefined;
  /** Folded names of the file's rows by e-mail: a family or an office may share one address. */
  const namesByEmail = new Map<string, Set<string>>();
  const timesSeen = new Map<string, number>();

  function identifyByKey(key: string, values: Readonly<Record<string, unknown>>): Identity {
    const name = fold(nameOf(entity, values));
    const shared = isEmail && (namesByEmail.get(key)?.size ?? 0) > 1;
    const id = importedId(entity.name, keyField ?? '', shared ? `${key}\n${name}` : key);
    const own = ownId(key);
    const exported = own === undefined ? undefined : engine.get(entity.name, own);
    if (exported !== undefined) return known(exported.id, exported);
    const all = hereByKey.get(key) ?? [];
    const current = all.filter((row) => row.archivedAt === undefined);
    let here = current.length > 0 ? current : all;
    // Somebody of quite another name at the same address is another person.
    if (isEmail && name !== '')
      here = here.filter((row) => mayBeSame(fold(nameOf(entity, row)), name, shared));
    if (here.length > 1)
      here = here.filter((row) => row.id === id || (isEmail && fold(nameOf(entity, row)) === name));
    const [only, ...more] = here;
    if (more.length > 0 || (only === undefined && current.length > 1 && !isEmail)) {
      const many = entity.label.many.toLowerCase();
      return {
        ok: false,
        reason: `${current.length} ${many} here have the same ${labelOf(keyField)}; merge them first`,
      };
    }
    return known(id, only ?? engine.get(entity.name, id));
  }

  /** Somebody without an address in a file of addresses: the one here of that name who has none either. */
  function namesake(values: Readonly<Record<string, unknown>>): AnyRow | undefined {
    const name = fold(nameOf(entity, values));
    if (!isEmail || keyField === null || name === '') return undefined;
    if (addressless === undefined) {
      addressless = new Map();
      for (const row of engine.all(entity.name)) {
        if (row.archivedAt !== undefined || row[keyField] !== undefined) continue;
        const named = fold(nameOf(entity, row));
        addressless.set(named, [...(addressless.get(named) ?? []), row]);
      }
    }
    const [only, ...more] = addressless.get(name) ?? [];
    return more.length === 0 ? only : undefined;
  }

  function labelOf(key: string | null): string {
    return (key === null ? undefined : entity.fields[key]?.label.toLowerCase()) ?? 'key';
  }

  function known(id: string, before: AnyRow | undefined): Identity {
    if (before?.archivedAt === undefined) return { ok: true, id: before?.id ?? id, before };
    return { ok: false, reason: 'is in the archive here; restore it first, then import again' };
  }

  return {
    see: (values) => {
      if (!isEmail || keyField === null) return;
      const name = fold(nameOf(entity, values));
      for (const key of keysOf(entity, keyField, values)) {
        const names = namesByEmail.get(key) ?? new Set();
        names.add(name);
        namesByEmail.set(key, names);
      }
    },
    identify: (row, values) => {
      const [key] = keyField === null ? [] : keysOf(entity, keyField, values);
      if (key !== undefined) return identifyByKey(key, values);
      // Nothing recognises the row but all of it; the second time that it occurs in the file it is a second record.
      const whole = JSON.stringify(row.cells.map((cell) => cell.trim()));
      const time = (timesSeen.get(whole) ?? 0) + 1;
      timesSeen.set(whole, time);
      const id = importedId(entity.name, 'row', `${whole} ${time}`);
      return known(id, engine.get(entity.name, id) ?? namesake(values));
    },
  };
}

/** `exactly`: the file itself tells people at this address apart by name. Else one word in common will do. */
function mayBeSame(here: string, name: string, exactly: boolean): boolean {
  if (here === '' || here === name) return true;
  if (exactly) return false;
  const words = new Set(here.split(' '));
  return name.split(' ').some((word) => words.has(word));
}

/** Files that this program wrote carry the record's own id: `urn:uuid:…` in a vCard, `…@rapport` in a calendar. */
function ownId(key: string): string | undefined {
  const id = /^(?:urn:uuid:)?([0-9a-f-]{36})(?:@rapport)?$/.exec(key)?.[1];
  return id !== undefined && isId(id) ? id : undefined;
}
