/**
 * One lead that two people convert at the same time, in whichever way Yjs decides between them: one knew its contact and
 * account, the other did not. Several seeds a rule.
 */
import { describe, expect, it } from 'vitest';
import { derivedId, newId } from '../../crm/kernel/ids.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { aTeam, type Team } from './two-people.ts';

const SEEDS = [1, 2, 3, 4];
const hand = { label: 'By hand', batch: '' };

interface Known {
  readonly lead: string;
  readonly account: string;
  readonly contact: string;
  readonly call: string;
}

async function someLead(team: Team): Promise<Known> {
  const id = (): string => newId({ nowMs: team.world.nowMs }, team.world.random);
  const known: Known = { lead: id(), account: id(), contact: id(), call: id() };
  const made = await team.done(
    team.ann().write(
      [
        {
          entity: 'account',
          id: known.account,
          create: true,
          values: { name: 'Engines Ltd' },
        },
        {
          entity: 'contact',
          id: known.contact,
          create: true,
          values: { lastName: 'King', account: known.account, tags: ['vip'] },
        },
        {
          entity: 'lead',
          id: known.lead,
          create: true,
          values: {
            firstName: 'Ada',
            lastName: 'Lovelace',
            company: 'Analytical Engines',
            territory: 'South',
            tags: ['maths'],
            phones: [{ id: 'p', number: '+44 20 7946 0000' }],
          },
        },
        {
          entity: 'activity',
          id: known.call,
          create: true,
          values: { kind: 'Call', subject: 'First call', about: [`lead/${known.lead}`] },
        },
      ],
      hand,
    ),
  );
  if (!made.ok) throw new Error(made.problem.message);
  await team.meet();
  return known;
}

async function run({ done }: Team, engine: Engine, name: string, input: unknown): Promise<string> {
  const ran = await done(engine.run(name, input));
  if (!ran.ok) throw new Error(`${name}: ${ran.problem.message}`);
  return ran.value.txId;
}

/** As all desktops do when it is quiet. */
async function settle(team: Team): Promise<number> {
  let acts = 0;
  for (const engine of [team.ann(), team.ben()])
    while ((await team.done(engine.run('merges.settle', {}))).ok) acts += 1;
  await team.meet();
  return acts;
}

describe.each(SEEDS)('a lead that two people convert (seed %i)', (seed) => {
  it('becomes what one of them chose, and what the other made goes into it', async () => {
    const team = await aTeam(seed);
    const { lead, account, contact, call } = await someLead(team);
    team.apart();
    await run(team, team.ann(), 'lead.convert', { lead, onto: { account, contact } });
    await run(team, team.ben(), 'lead.convert', { lead, onto: { account: null, contact: null } });
    await team.meet();
    await settle(team);
    const deal = derivedId('lead', lead, 'deal');
    const [newAccount, newContact] = ['account', 'contact'].map((kind) =>
      derivedId('lead', lead, kind),
    );
    for (const engine of [team.ann(), team.ben()]) {
      const became = { convertedAccount: account, convertedContact: contact, convertedDeal: deal };
      expect(engine.get('lead', lead)).toMatchObject(became);
      expect(engine.get('deal', deal)).toMatchObject({ account, contacts: [{ contact }] });
      expect(engine.get('account', newAccount ?? '')).toMatchObject({ mergedInto: account });
      expect(engine.get('contact', newContact ?? '')).toMatchObject({ mergedInto: contact });
      expect(engine.get('contact', contact)).toMatchObject({
        lastName: 'King',
        firstName: 'Ada',
        account,
        tags: ['maths', 'vip'],
      });
      expect(engine.get('activity', call)?.['about']).toEqual(
        [`account/${account}`, `contact/${contact}`, `deal/${deal}`, `lead/${lead}`].toSorted(),
      );
    }
    // Whoever thinks that they are two after all takes them apart, and they stay two.
    await run(team, team.ann(), 'records.unmerge', { entity: 'contact', loser: newContact });
    await team.meet();
    expect(await settle(team)).toBe(0);
    expect(team.ben().get('contact', newContact ?? '')?.archivedAt).toBeUndefined();
  });

  it('becomes one with one of two that they chose, and neither loses anything', async () => {
    const team = await aTeam(seed);
    const { lead, account, contact } = await someLead(team);
    const other = newId({ nowMs: team.world.nowMs }, team.world.random);
    await team.done(
      team
        .ben()
        .write(
          [{ entity: 'contact', id: other, create: true, values: { lastName: 'Byron' } }],
          hand,
        ),
    );
    await team.meet();
    team.apart();
    await run(team, team.ann(), 'lead.convert', { lead, onto: { account, contact } });
    await run(team, team.ben(), 'lead.convert', { lead, onto: { account, contact: other } });
    await team.meet();
    await settle(team);
    const [anns, bens] = [team.ann(), team.ben()].map((engine) => engine.get('lead', lead));
    expect(anns).toEqual(bens);
    expect([contact, other]).toContain(anns?.['convertedContact']);
    expect(anns?.['convertedContact']).toBe(anns?.['joinedContact']);
    for (const engine of [team.ann(), team.ben()])
      for (const [id, lastName] of [
        [contact, 'King'],
        [other, 'Byron'],
      ] as const)
        expect(engine.get('contact', id)).toMatchObject({ lastName, firstName: 'Ada' });
  });
});

describe('undo of a conversion', () => {
  it('leaves the records that were chosen as they were', async () => {
    const team = await aTeam(7);
    const { lead, account, contact, call } = await someLead(team);
    const engine = team.ann();
    const look = (): unknown =>
      [
        ['lead', lead],
        ['account', account],
        ['contact', contact],
        ['activity', call],
      ].map(([entity = '', id = '']) => engine.get(entity, id));
    const before = look();
    const act = await run(team, engine, 'lead.convert', { lead, onto: { account, contact } });
    expect(engine.get('account', account)).toMatchObject({ territory: 'South' });
    expect(await team.done(engine.undo(act))).toMatchObject({ ok: true });
    expect(look()).toEqual(before);
    expect(engine.get('deal', derivedId('lead', lead, 'deal'))).toBeUndefined();
  });
});
