/**
 * Files of other programs, through the wizard's own calls: the same or overlapping ones on several desktops at once, again
 * later, with other values; stopped halfway; with links by name, by external id and by e-mail to what is here, or not yet.
 */
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { isImportable } from '../../crm/kernel/importing.ts';
import type { EmailRow } from '../../crm/kernel/fields/emails.field.ts';
import { mergedInto } from '../../crm/modules/merge/survivor.ts';
import type { Merge } from '../../crm/modules/merge/merge.entity.ts';
import { importedId } from '../../src-renderer/worker/import/missing-records.ts';
import { createImports } from '../../src-renderer/worker/import/imports.ts';
import { freshId } from './acting.ts';
import type { Action, Stage } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

/** Few, so that two files have the same. */
const COMPANIES = 4;
const PEOPLE = 4;
const OWNERS = ['Olga Owner', 'Omar Owner', 'Person 0'] as const;
const INDUSTRIES = ['technology', 'retail', 'technolgy'] as const;

interface SimFile {
  readonly name: string;
  readonly header: string;
  readonly row: (which: number, stage: Stage) => string;
}

/** Whether a record goes by a name that only files give. */
export function isFromFile(name: unknown): boolean {
  return typeof name === 'string' && / in file \d+$|^EXT-\d+$/.test(name);
}

const companyAt = (which: number): string => `Company in file ${which}`;
const externalIdAt = (which: number): string => `EXT-${which}`;
const emailAt = (which: number): string => `file${which}@example.org`;

const FILES: readonly SimFile[] = [
  {
    name: 'accounts.csv',
    header: 'Account Name,External ID,Industry,Territory,Parent Account,Owner',
    row: (which, { world, serial }) =>
      [
        companyAt(which),
        externalIdAt(which),
        world.pick(INDUSTRIES),
        `T${serial}`,
        which > 1 ? companyAt(which - 1) : '',
        world.pick(OWNERS),
      ].join(','),
  },
  {
    name: 'contacts.csv',
    header: 'First Name,Last Name,E-mail,Job Title,Account',
    row: (which, { world, serial }) => {
      const account = world.chance(500) ? companyAt(which) : externalIdAt(which);
      return ['Fritz', `File${which}`, emailAt(which), `Title ${serial}`, account].join(',');
    },
  },
  {
    name: 'deals.csv',
    header: 'Deal Name,Account,Primary Contact,Owner,Stage,Amount,Queue',
    row: (which, { world, serial }) =>
      [
        `Deal in file ${which}`,
        world.chance(500) ? companyAt(which) : externalIdAt(which),
        emailAt(which),
        world.pick(OWNERS),
        world.pick(['Prospecting', 'Engaging', 'Won']),
        String(serial),
        '',
      ].join(','),
  },
  {
    name: 'tickets.csv',
    header: 'Subject,Status,Contact,Account,Queue,Owner',
    row: (which, { world, serial }) =>
      [
        `Ticket in file ${which}`,
        world.pick(['Open', 'Resolved']),
        emailAt(which),
        companyAt(which),
        world.pick(['Billing', 'Refunds']),
        serial % 2 === 0 ? world.pick(OWNERS) : '',
      ].join(','),
  },
];

export const importFile: Action = async (stage, desktop, engine) => {
  const { world, ledger } = stage;
  const calls = createImports({
    engine,
    entities: () =>
      desktop
        .registry()
        .workModules()
        .map(({ entity }) => entity)
        .filter(({ fields }) => Object.values(fields).some(isImportable)),
    linkedEntity: desktop.registry().entity,
    emit: () => undefined,
    newId: () => freshId(stage),
    pause: () => world.sleep(world.roll(10)),
    currency: () => 'EUR',
    country: () => 'DE',
  });
  const file = world.pick(FILES);
  stage.serial++;
  const first = world.roll(COMPANIES);
  const rows = Array.from({ length: 1 + world.roll(PEOPLE) }, (_, at) =>
    file.row((first + at) % COMPANIES, stage),
  );
  const bytes = new TextEncoder().encode([file.header, ...rows].join('\n'));
  const inspected = await calls['import.inspect']({ fileName: file.name, bytes });
  if (!inspected.ok) throw new Error(`a file cannot be read: ${inspected.problem.message}`);
  const { columns, importId, entity, reading, keyField, also, corrections } = inspected.value;
  const plan = {
    ...{ importId, entity, reading, keyField, also, corrections },
    mapping: columns.map(({ field }) => field),
    // Who links to what is nowhere yet may have it made.
    createMissing: world.chance(700) ? ['account', 'contact', 'user', 'queue'] : [],
  };
  if (world.chance(200)) await calls['import.rehearse'](plan);
  const running = calls['import.run'](plan);
  if (world.chance(80)) void calls['import.cancel']({ importId });
  const done = await running;
  if (done.ok && engine.undoList().some(({ id }) => id === done.value.batch))
    ledger.acts.add(done.value.batch);
  if (done.ok) ledger.imports.add(done.value.batch);
  return `imports ${rows.length} ${entity}s by ${keyField ?? 'nothing'} ${done.ok ? 'confirmed' : done.problem.code}`;
};

/**
 * However many desktops import a record by its key, and however often, it is one record: there is no second one in use
 * that only an import can have made. (Whoever takes a merge apart may have two again: those are shown as duplicates.)
 */
export function checkImports(desktop: SimDesktop): void {
  const rows = desktop.rows();
  const merged = new Set(
    [...rows.all('merge')].flatMap((book) => {
      const { survivor, loser } = book as Merge;
      return [survivor, loser];
    }),
  );
  const only = (entity: string, key: string, id: string, has: (row: AnyRow) => boolean): void => {
    const all = [...rows.all(entity)].filter(has);
    const others = all.filter((row) => row.id !== id && !merged.has(row.id));
    if (others.length > 0)
      throw new Violation(`${key} is also ${entity}/${others[0]?.id}, beside ${entity}/${id}`);
    const inUse = all.filter((row) => row.archivedAt === undefined && !mergedInto(row));
    if (inUse.length > 1 && !inUse.some((row) => merged.has(row.id)))
      throw new Violation(`${key} is ${inUse.length} records`);
  };
  for (let which = 0; which < COMPANIES; which++) {
    const key = externalIdAt(which);
    const byExternalId = importedId('account', 'externalId', key.toLowerCase());
    only('account', key, byExternalId, (row) => row['externalId'] === key);
    const email = emailAt(which);
    only('contact', email, importedId('contact', 'emails', email), (row) =>
      ((row['emails'] ?? []) as readonly EmailRow[]).some(({ address }) => address === email),
    );
  }
}
