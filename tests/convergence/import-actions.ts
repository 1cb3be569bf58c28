/**
 * Files of other programs, through the wizard's own calls: the same or overlapping ones on several desktops at once, again
 * later, with other values; stopped halfway; with links by name, by external id and by e-mail to what is here, or not yet.
 */
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { importedId } from '../../crm/kernel/ids.ts';
import { isImportable } from '../../crm/kernel/importing.ts';
import type { EmailRow } from '../../crm/kernel/fields/emails.field.ts';
import { mergedInto } from '../../crm/modules/merge/survivor.ts';
import type { Merge } from '../../crm/modules/merge/merge.entity.ts';
import { createImports } from '../../src-renderer/worker/import/imports.ts';
import { few, freshId } from './acting.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import type { Action, Stage } from './actions.ts';
import {
  COMPANIES,
  emailAt,
  externalIdAt,
  isFromFile,
  KINDS_OF_FILES,
  type KindOfFile,
  SHARED_TAG,
  tagAt,
  uidAt,
} from './import-files.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

const PEOPLE = 4;
const AGAIN_MS = 3_000;

export const importFile: Action = (stage, desktop, engine) => {
  const dice = stage.world.roll(100);
  if (dice < 15) return takeInTogether(stage, desktop, engine);
  if (dice < 30) return takeFileBack(stage, desktop, engine);
  if (dice < 50) return tagFromFile(stage, desktop, engine);
  return takeFileIn(stage, desktop, engine);
};

/** Two who got the same file take it in at the same time; one of them thinks better of it. */
const takeInTogether: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const another = world.pick(stage.desktops);
  const others = another === desktop ? null : another.engine();
  if (others === null) return takeFileIn(stage, desktop, engine);
  const kind = world.pick(KINDS_OF_FILES);
  const done = await Promise.all([
    takeIn(kind, stage, desktop, engine),
    takeIn(kind, stage, another, others),
  ]);
  await world.sleep(world.roll(AGAIN_MS));
  return [...done, await takeFileBack(stage, desktop, engine)].join(', also ');
};

const takeFileIn: Action = (stage, desktop, engine) =>
  takeIn(stage.world.pick(KINDS_OF_FILES), stage, desktop, engine);

async function takeIn(
  kind: KindOfFile,
  stage: Stage,
  desktop: SimDesktop,
  engine: Engine,
): Promise<string> {
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
  const serial = ++stage.serial;
  const first = world.roll(COMPANIES);
  const which = Array.from({ length: 1 + world.roll(PEOPLE) }, (_, at) => (first + at) % COMPANIES);
  const { name, bytes } = kind.write(which, stage);
  const inspected = await calls['import.inspect']({ fileName: name, bytes });
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
  if (done.ok) {
    const act = done.value.batch;
    ledger.imports.add(act);
    for (const member of which.map((one) => tagAt(serial, one))) {
      const [row, another] = [...engine.all(entity)].filter((one) => hasTag(one, member));
      if (row !== undefined && another === undefined)
        ledger.members.push({ act, entity, id: row.id, field: 'tags', member });
    }
  }
  return `imports ${name} of ${which.length} ${entity}s by ${keyField ?? 'nothing'} ${done.ok ? 'confirmed' : done.problem.code}`;
}

function hasTag(row: AnyRow, member: string): boolean {
  return ((row['tags'] ?? []) as readonly string[]).includes(member);
}

/** Mostly the last one, sometimes an older one; also one whose records others have brought or worked on meanwhile. */
const takeFileBack: Action = async (stage, desktop, engine) => {
  const { world, ledger } = stage;
  const mine = engine
    .undoList()
    .filter(({ id, state }) => state === 'done' && ledger.imports.has(id))
    .slice(0, 3);
  if (mine.length === 0) return 'has no file to take back';
  const { id } = world.pick(mine);
  // Before it is confirmed: a crash may come after the write and before the word of it.
  ledger.undone.add(id);
  const undone = await engine.undo(id);
  const said = `takes a file back: ${undone.ok ? 'confirmed' : undone.problem.code}`;
  if (!undone.ok || world.chance(400)) return said;
  // As somebody does who has seen that a column was wrong.
  await world.sleep(world.roll(AGAIN_MS));
  return `${said}, ${await takeFileIn(stage, desktop, engine)}`;
};

/** Somebody puts on by hand what a file may bring as well. */
const tagFromFile: Action = async (stage, _desktop, engine) => {
  const entity = stage.world.pick(['account', 'contact']);
  const rows = few(engine, entity, Infinity).filter(
    (row) => isFromFile(row['name']) || /^File\d$/.test(String(row['lastName'])),
  );
  const row = rows.length === 0 ? undefined : stage.world.pick(rows);
  if (row === undefined) return 'finds nothing from a file';
  const member = hasTag(row, SHARED_TAG) ? `h${stage.serial++}` : SHARED_TAG;
  const tags = [...((row['tags'] ?? []) as readonly string[]), member];
  const input = {
    entity,
    id: row.id,
    create: false,
    values: { tags },
    base: { tags: row['tags'] },
  };
  const done = await engine.write([input], { label: 'tag', batch: '' });
  // Where it came from elsewhere at the same moment, this one changed nothing and made no act.
  if (done.ok && engine.undoList().some(({ id }) => id === done.value.txId)) {
    const act = done.value.txId;
    stage.ledger.acts.add(act);
    stage.ledger.members.push({ act, entity, id: row.id, field: 'tags', member });
  }
  return `tags ${entity} ${row.id.slice(-4)} from a file with ${member} ${done.ok ? 'confirmed' : 'refused'}`;
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
    const uid = uidAt(which);
    only(
      'activity',
      uid,
      importedId('activity', 'externalId', uid),
      (row) => row['externalId'] === uid,
    );
  }
}
