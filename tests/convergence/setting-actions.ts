/** What a team changes in its settings while others do the same: each is a record like all others. */
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { qualityRuleId } from '../../crm/modules/quality/expected-fields.ts';
import { WORKSPACE_ID } from '../../crm/modules/workspace/workspace.entity.ts';
import { few, freshId, oneOf, personAt, put, run } from './acting.ts';
import type { Action, Stage } from './actions.ts';

const PEOPLE = 5;
/** Few names, so that two people add the same. */
const NAMES = ['Billing', 'Refunds', 'Sales'] as const;
const ZONES = ['Europe/Berlin', 'Asia/Kolkata', 'America/Sao_Paulo'] as const;

type Setting = (stage: Stage, engine: Engine) => Promise<string>;

/** A new record of the settings, or a change of one of the first few; now and then one is deleted or comes back. */
async function change(
  stage: Stage,
  engine: Engine,
  entity: string,
  values: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { world } = stage;
  const rows = few(engine, entity);
  if (rows.length < 3 && world.chance(500))
    return put(stage, engine, `add ${entity}`, {
      entity,
      id: freshId(stage),
      create: true,
      values,
    });
  const row = rows.length === 0 ? undefined : world.pick(rows);
  if (row === undefined) return `has no ${entity}`;
  const { id } = row;
  if (world.chance(200)) {
    const archived = row.archivedAt === undefined;
    return put(stage, engine, `archive ${entity}`, {
      entity,
      id,
      create: false,
      values: {},
      archived,
    });
  }
  return put(stage, engine, `change ${entity}`, { entity, id, create: false, values: changes });
}

const queues: Setting = async (stage, engine) => {
  const { world } = stage;
  const name = world.pick(NAMES);
  const row = oneOf(stage, engine, 'queue');
  if (row === undefined || world.chance(400)) return run(stage, engine, 'queue.add', { name });
  if (world.chance(400)) return change(stage, engine, 'queue', { name }, { name });
  if (world.chance(600)) {
    const into = few(engine, 'queue').find(({ id }) => id !== row.id);
    return run(stage, engine, 'queue.merge', { queue: row.id, into: into?.id });
  }
  const ticket = oneOf(stage, engine, 'ticket');
  if (ticket === undefined) return 'has no ticket to queue';
  const input = { entity: 'ticket', id: ticket.id, create: false, values: { queue: row.id } };
  return put(stage, engine, 'put into a queue', input);
};

const policies: Setting = async (stage, engine) => {
  const { world } = stage;
  const row = oneOf(stage, engine, 'servicePolicy');
  const responseMinutes = 30 * (1 + world.roll(4));
  const targets = [{ id: world.pick(['Urgent', 'High', 'Low']), responseMinutes }];
  const kept = ((row?.['targets'] ?? []) as readonly { readonly id: string }[]).filter(
    ({ id }) => id !== targets[0]?.id,
  );
  const hours = [{ id: String(1 + world.roll(7)), opens: '09:00', closes: '17:00' }];
  return change(
    stage,
    engine,
    'servicePolicy',
    { name: `Policy ${stage.serial++}`, rank: world.roll(3), targets, timeZone: world.pick(ZONES) },
    world.chance(500) ? { targets: [...targets, ...kept] } : { hours, rank: world.roll(3) },
  );
};

/** Also who is there at all: a rule gives leads to people. */
const routing: Setting = async (stage, engine) => {
  const { world } = stage;
  const person = personAt(world.roll(PEOPLE));
  const territory = world.pick(['North', 'South']);
  if (world.chance(300)) {
    const values = { name: `Person ${person.at(-1) ?? ''}`, territory };
    return put(stage, engine, 'a person', { entity: 'user', id: person, create: true, values });
  }
  if (world.chance(300)) {
    const values = { lastName: `Lead ${stage.serial++}`, territory };
    const lead = { entity: 'lead', id: freshId(stage), create: true, values };
    return put(stage, engine, 'lead to be given out', lead);
  }
  const method = world.pick(['Round robin', 'Fewest open', 'Own territory']);
  return change(
    stage,
    engine,
    'routingRule',
    { name: `Rule ${stage.serial++}`, method, position: world.roll(3) },
    world.chance(500)
      ? { method, territories: [territory] }
      : { position: world.roll(3), people: [`user/${person}`] },
  );
};

const views: Setting = async (stage, engine) => {
  const { world } = stage;
  const filter = JSON.stringify([
    { field: 'name', operator: 'contains', operand: `x${stage.serial++}` },
  ]);
  const shared = world.chance(500) ? true : null;
  return change(
    stage,
    engine,
    'view',
    { name: `View ${stage.serial++}`, module: 'deal', shared, filter },
    world.pick([{ shared }, { filter }, { name: `View ${stage.serial++}` }, { layout: 'Board' }]),
  );
};

const replies: Setting = async (stage, engine) => {
  const { world } = stage;
  const text = `Dear {{contact.firstName}}, ${stage.serial++}`;
  const name = `Reply ${world.roll(4)}`;
  return change(
    stage,
    engine,
    'savedReply',
    { name, text },
    world.chance(500) ? { text } : { name },
  );
};

const mappings: Setting = async (stage, engine) => {
  const plan = JSON.stringify({ columns: [stage.serial++] });
  return change(stage, engine, 'importMapping', { name: 'Sales', target: 'deal', plan }, { plan });
};

const zone: Setting = async (stage, engine) => {
  const timeZone = stage.world.pick(ZONES);
  const line = await run(stage, engine, 'workspace.setTimeZone', { name: 'Simulated', timeZone });
  // Two desktops that say it at once say it of one record.
  const others = [...engine.all('workspace')].filter(({ id }) => id !== WORKSPACE_ID);
  if (others.length > 0) throw new Error('there are two records of the workspace');
  return line;
};

const rates: Setting = async (stage, engine) => {
  const { world } = stage;
  return run(stage, engine, 'rate.set', {
    currency: world.pick(['USD', 'GBP']),
    perUnit: (1 + world.roll(200)) / 100,
    validFrom: `2026-01-0${1 + world.roll(2)}`,
  });
};

const distinct: Setting = async (stage, engine) => {
  const ids = few(engine, 'account', 3).map(({ id }) => id);
  if (ids.length < 2) return 'tells nothing apart';
  return run(stage, engine, 'records.areDistinct', { entity: 'account', ids: ids.slice(0, 2) });
};

const scores: Setting = async (stage, engine) => {
  const { world } = stage;
  if (world.chance(300)) {
    const expected = world.chance(500) ? ['lastName', 'phones'] : ['company'];
    const id = qualityRuleId('lead');
    const values = { name: 'Leads', of: 'lead', expected };
    // The one record of its kind: two desktops that make it at once make one.
    return put(stage, engine, 'say what a lead has', {
      entity: 'qualityRule',
      id,
      create: true,
      values,
    });
  }
  const condition = JSON.stringify({ field: 'lastName', operator: 'contains', operand: 'x' });
  const points = world.roll(30);
  return change(
    stage,
    engine,
    'scoreRule',
    { name: `Reason ${stage.serial++}`, points, condition },
    world.chance(500) ? { points } : { off: world.chance(500) ? true : null },
  );
};

/** Breaks of one price are edited by several at once. */
const prices: Setting = async (stage, engine) => {
  const { world } = stage;
  const book = oneOf(stage, engine, 'priceBook');
  const kept = ((book?.['prices'] ?? []) as readonly { readonly id: string }[]).slice(0, 2);
  const [product] = few(engine, 'product', 1);
  if (product === undefined) return 'has nothing to price';
  const price = { amountMinor: 100 * (1 + world.roll(50)), currency: 'EUR' };
  const row = { id: `p${stage.serial++}`, product: product.id, price, minQuantity: world.roll(9) };
  const name = `Book ${world.roll(3)}`;
  return change(
    stage,
    engine,
    'priceBook',
    { name, prices: [row] },
    world.chance(700) ? { prices: [...kept, row] } : { name },
  );
};

/** Also parts of each other, and customers that come in meanwhile. */
const territories: Setting = async (stage, engine) => {
  const { world } = stage;
  if (world.chance(300)) {
    const billingAddress = { country: world.pick(['Norway', 'Spain']) };
    const values = { name: `Customer ${stage.serial++}`, billingAddress };
    const account = { entity: 'account', id: freshId(stage), create: true, values };
    return put(stage, engine, 'account of a territory', account);
  }
  const parent = oneOf(stage, engine, 'territory');
  const countries = [world.pick(['Norway', 'Spain'])];
  return change(
    stage,
    engine,
    'territory',
    { name: `Part ${world.roll(4)}`, countries },
    parent === undefined || world.chance(500) ? { countries } : { parent: parent.id },
  );
};

export const configure: Action = async (stage, _desktop, engine) => {
  const settings = [
    ...[queues, queues, queues, policies, routing, routing, views, views],
    ...[replies, mappings, zone, rates, distinct, scores, prices, territories],
  ];
  return stage.world.pick(settings)(stage, engine);
};
