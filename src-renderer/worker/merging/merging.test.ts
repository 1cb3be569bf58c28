import { describe, expect, it } from 'vitest';
import { customKey } from '../../../crm/kernel/custom/custom-keys.ts';
import { OBJECT_TITLE_FIELD } from '../../../crm/kernel/custom/definition.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { randomInt } from '../../../crm/kernel/ports.ts';
import { canPointAt, eachLink } from '../../../crm/kernel/record-links.ts';
import { modules, workModules } from '../../../crm/modules/registry.ts';
import { seededRandom, startLoneEngine, type LoneEngine } from '../engine/engine-fixture.ts';

const SEEDS = 40;
const act = { label: 'test', batch: '' };

/** Everything that people work with, as an export would give it: no history, no configuration. */
function everything({ engine }: LoneEngine): Record<string, AnyRow> {
  const rows = workModules.flatMap(({ entity }) => [...engine.all(entity.name)]);
  return Object.fromEntries(
    rows
      .map((row) => {
        const { description } = row;
        const short = typeof description === 'string' ? { description: description.length } : {};
        return [`${row.entity}/${row.id}`, { ...row, ...short }] as const;
      })
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

async function mustWrite(
  { engine }: LoneEngine,
  entity: string,
  id: string,
  values: Record<string, unknown>,
  create = true,
): Promise<string> {
  const done = await engine.write([{ entity, id, values, create, trusted: true }], act);
  if (!done.ok) throw new Error(done.problem.message);
  return id;
}

async function mustRun({ engine }: LoneEngine, name: string, input: unknown): Promise<string> {
  const done = await engine.run(name, input);
  if (!done.ok) throw new Error(`${name}: ${done.problem.message}`);
  return done.value.txId;
}

/** A workspace in which accounts and contacts know each other in every way that links allow. */
async function someWorkspace(seed: number) {
  const lone = await startLoneEngine(undefined, { seed });
  const random = seededRandom(seed * 7919);
  const roll = (bound: number): number => randomInt(random, bound);
  const some = <Item>(items: readonly Item[]): Item => items[roll(items.length)]!;
  const maybe = (values: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(values).filter(() => roll(3) > 0));
  const accounts: string[] = [];
  const contacts: string[] = [];
  const { newId } = lone;
  for (let n = 0; n < 4; n++) {
    accounts.push(
      await mustWrite(lone, 'account', newId(), {
        name: `Account ${n}`,
        ...maybe({
          domain: `a${n}.example`,
          industry: 'Technology',
          tags: [`t${roll(3)}`, `u${roll(3)}`]
            .filter((tag, at, all) => all.indexOf(tag) === at)
            .toSorted(),
          emails: [{ id: `e${roll(2)}`, address: `info@a${n}.example`, primary: true }],
          billingAddress: { city: `City ${n}`, country: 'DE' },
          description: 'long 🙂 '.repeat(1 + roll(2400)),
          ...(n > 0 ? { parentAccount: some(accounts) } : {}),
        }),
      }),
    );
  }
  for (let n = 0; n < 4; n++) {
    contacts.push(
      await mustWrite(lone, 'contact', newId(), {
        lastName: `Person ${n}`,
        ...maybe({
          account: some(accounts),
          phones: [{ id: `p${n}`, number: `+49 30 12345${n}` }],
          accounts: [{ id: 'r1', account: some(accounts), role: 'Influencer' }],
          ...(n > 0 ? { reportsTo: some(contacts) } : {}),
        }),
      }),
    );
  }
  for (let n = 0; n < 6; n++) {
    await mustWrite(lone, 'deal', newId(), {
      name: `Deal ${n}`,
      stage: { stage: 'Prospecting', rank: 'a0' },
      account: some(accounts),
      contacts: [
        { id: 'r1', contact: some(contacts) },
        { id: 'r2', contact: some(contacts) },
      ],
    });
    await mustWrite(lone, 'activity', newId(), {
      kind: 'Note',
      subject: `Note ${n}`,
      about: [
        ...new Set([
          `account/${some(accounts)}`,
          `contact/${some(contacts)}`,
          `account/${some(accounts)}`,
        ]),
      ].toSorted(),
    });
  }
  return { lone, accounts, contacts, roll, some };
}

function linksTo({ engine }: LoneEngine, to: string, id: string): string[] {
  const found: string[] = [];
  for (const { entity } of modules.filter((module) => canPointAt(module.entity, to))) {
    for (const row of engine.all(entity.name)) {
      if (row['mergedInto'] !== undefined) continue;
      eachLink(entity, row, (target, other, spot) => {
        if (target === to && other === id) found.push(`${entity.name}/${row.id} ${spot.field}`);
      });
    }
  }
  return found;
}

describe('merging', () => {
  it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
    'then unmerging leaves everything as it was, and nothing links to what is merged (seed %i)',
    async (seed) => {
      const { lone, accounts, contacts, roll, some } = await someWorkspace(seed);
      const before = everything(lone);
      const [entity, ids] =
        roll(2) === 0 ? (['account', accounts] as const) : (['contact', contacts] as const);
      const survivor = some(ids);
      const losers = ids.filter((id) => id !== survivor).slice(0, 1 + roll(3));
      const take = Object.fromEntries(
        ['name', 'tags', 'emails', 'phones', 'description', 'parentAccount', 'lastName', 'account']
          .filter(
            (key) =>
              roll(3) === 0 &&
              before[`${entity}/${survivor}`] !== undefined &&
              key in modules.find((one) => one.entity.name === entity)!.entity.fields,
          )
          .map((key) => [key, some([survivor, ...losers])]),
      );
      const txId = await mustRun(lone, 'records.merge', { entity, survivor, losers, take });
      for (const loser of losers) {
        expect(linksTo(lone, entity, loser)).toEqual([]);
        expect(lone.engine.get(entity, loser)).toMatchObject({ mergedInto: survivor });
        expect(lone.engine.get(entity, loser)?.archivedAt).toBeDefined();
      }
      const merged = everything(lone);
      expect(Object.keys(merged)).toEqual(Object.keys(before));

      for (const loser of roll(2) === 0 ? losers : losers.toReversed())
        await mustRun(lone, 'records.unmerge', { entity, loser });
      expect(everything(lone)).toEqual(before);
      expect([...lone.engine.all('merge')]).toEqual([]);
      expect(txId).not.toBe('');
    },
  );

  it('is one act that undo takes back whole', async () => {
    const { lone, accounts } = await someWorkspace(3);
    const before = everything(lone);
    const [survivor = '', ...losers] = accounts;
    const txId = await mustRun(lone, 'records.merge', {
      entity: 'account',
      survivor,
      losers,
      take: {},
    });
    expect(await lone.engine.undo(txId)).toMatchObject({ ok: true });
    expect(everything(lone)).toEqual(before);
    expect(await lone.engine.redo(txId)).toMatchObject({ ok: true });
    expect(lone.engine.get('account', losers[0]!)).toMatchObject({ mergedInto: survivor });
  });

  it('keeps what was edited on either side since, when it is taken apart', async () => {
    const lone = await startLoneEngine();
    const a = await mustWrite(lone, 'account', lone.newId(), { name: 'Acme', tags: ['a'] });
    const b = await mustWrite(lone, 'account', lone.newId(), {
      name: 'Acme Inc.',
      domain: 'acme.example',
      industry: 'Technology',
      tags: ['b'],
    });
    const deal = await mustWrite(lone, 'deal', lone.newId(), {
      name: 'Deal',
      stage: { stage: 'Prospecting', rank: 'a0' },
      account: b,
    });
    const moved = await mustWrite(lone, 'deal', lone.newId(), {
      name: 'Moved on',
      stage: { stage: 'Prospecting', rank: 'a0' },
      account: b,
    });
    const other = await mustWrite(lone, 'account', lone.newId(), { name: 'Other' });
    await mustRun(lone, 'records.merge', { entity: 'account', survivor: a, losers: [b], take: {} });
    expect(lone.engine.get('account', a)).toMatchObject({
      name: 'Acme',
      domain: 'acme.example',
      industry: 'Technology',
      tags: ['a', 'b'],
    });
    await mustWrite(lone, 'account', a, { domain: 'acme.com', tags: ['a', 'b', 'c'] }, false);
    await mustWrite(lone, 'account', b, { description: 'Edited in the archive' }, false);
    await mustWrite(lone, 'deal', moved, { account: other }, false);
    await mustWrite(lone, 'deal', deal, { nextStep: 'Call' }, false);
    await mustRun(lone, 'records.unmerge', { entity: 'account', loser: b });
    expect(lone.engine.get('account', a)).toMatchObject({ domain: 'acme.com', tags: ['a', 'c'] });
    expect(lone.engine.get('account', a)?.['industry']).toBeUndefined();
    expect(lone.engine.get('account', b)).toMatchObject({
      domain: 'acme.example',
      tags: ['b'],
      description: 'Edited in the archive',
    });
    expect(lone.engine.get('account', b)?.archivedAt).toBeUndefined();
    expect(lone.engine.get('deal', deal)).toMatchObject({ account: b, nextStep: 'Call' });
    expect(lone.engine.get('deal', moved)).toMatchObject({ account: other });
  });

  it('refuses to take a merge apart under a later one, and says which', async () => {
    const lone = await startLoneEngine();
    const [a, b, c] = [lone.newId(), lone.newId(), lone.newId()];
    for (const [id, name] of [
      [a, 'A'],
      [b, 'B'],
      [c, 'C'],
    ] as const)
      await mustWrite(lone, 'account', id, { name });
    await mustRun(lone, 'records.merge', { entity: 'account', survivor: b, losers: [a], take: {} });
    await mustRun(lone, 'records.merge', { entity: 'account', survivor: c, losers: [b], take: {} });
    expect(await lone.engine.run('records.unmerge', { entity: 'account', loser: a })).toMatchObject(
      {
        ok: false,
        problem: { code: 'later-work', record: `account/${b}` },
      },
    );
    expect(
      await lone.engine.run('records.merge', {
        entity: 'account',
        survivor: a,
        losers: [c],
        take: {},
      }),
    ).toMatchObject({ ok: false, problem: { code: 'already-merged' } });
    await mustRun(lone, 'records.unmerge', { entity: 'account', loser: b });
    await mustRun(lone, 'records.unmerge', { entity: 'account', loser: a });
    expect([...lone.engine.all('account')].every((row) => row.archivedAt === undefined)).toBe(true);
  });

  it('unites addresses and takes the value of the record that was chosen', async () => {
    const lone = await startLoneEngine();
    const a = await mustWrite(lone, 'contact', lone.newId(), {
      lastName: 'Lovelace',
      title: 'Countess',
      emails: [{ id: 'x', address: 'ada@x.example', primary: true }],
    });
    const b = await mustWrite(lone, 'contact', lone.newId(), {
      firstName: 'Ada',
      lastName: 'Byron',
      title: 'Analyst',
      emails: [
        { id: 'x', address: 'ada@x.example' },
        { id: 'y', address: 'ada@y.example', primary: true },
      ],
    });
    await mustRun(lone, 'records.merge', {
      entity: 'contact',
      survivor: a,
      losers: [b],
      take: { title: b },
    });
    expect(lone.engine.get('contact', a)).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lovelace',
      title: 'Analyst',
      emails: [
        { id: 'x', address: 'ada@x.example', primary: true },
        { id: 'y', address: 'ada@y.example' },
      ],
    });
  });

  it('moves what does not fit into one note of it', async () => {
    const lone = await startLoneEngine();
    const a = await mustWrite(lone, 'account', lone.newId(), { name: 'A' });
    const b = await mustWrite(lone, 'account', lone.newId(), { name: 'B' });
    const inputs = Array.from({ length: 1200 }, (_, n) => ({
      entity: 'ticket',
      id: lone.newId(),
      create: true,
      values: { subject: `Ticket ${n}`, account: b },
    }));
    expect(await lone.engine.write(inputs, act)).toMatchObject({ ok: true });
    await mustRun(lone, 'records.merge', { entity: 'account', survivor: a, losers: [b], take: {} });
    expect(linksTo(lone, 'account', a)).toHaveLength(1200);
    expect([...lone.engine.all('merge')]).toHaveLength(6);
    await mustRun(lone, 'records.unmerge', { entity: 'account', loser: b });
    expect(linksTo(lone, 'account', b)).toHaveLength(1200);
  });
});

it('records of the team’s own objects are merged and taken apart like all others, with what links to them', async () => {
  const lone = await startLoneEngine(undefined, { seed: 1 });
  const object = lone.newId();
  await mustRun(lone, 'customObject.save', { id: object, one: 'Site', many: 'Sites' });
  const site = customKey(object);
  const field = lone.newId();
  await mustRun(lone, 'customField.save', {
    id: field,
    on: 'account',
    label: 'Main site',
    type: 'link',
    to: site,
  });
  const link = customKey(field);
  const keep = await mustWrite(lone, site, lone.newId(), { [OBJECT_TITLE_FIELD]: 'Harbour' });
  const other = await mustWrite(lone, site, lone.newId(), { [OBJECT_TITLE_FIELD]: 'Harbor' });
  const acme = await mustWrite(lone, 'account', lone.newId(), { name: 'Acme', [link]: other });
  await mustRun(lone, 'records.merge', { entity: site, survivor: keep, losers: [other], take: {} });
  expect(lone.engine.get('account', acme)?.[link]).toBe(keep);
  expect(lone.engine.get(site, other)).toMatchObject({ mergedInto: keep });
  await mustRun(lone, 'records.unmerge', { entity: site, loser: other });
  expect(lone.engine.get('account', acme)?.[link]).toBe(other);
  expect(lone.engine.get(site, other)?.archivedAt).toBeUndefined();
});
