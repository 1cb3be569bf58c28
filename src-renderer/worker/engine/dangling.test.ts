import { expect, it } from 'vitest';
import type { Result } from '../../../crm/kernel/result.ts';
import { startLoneEngine } from './engine-fixture.ts';

const act = { label: 'Test', batch: '' };

function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

it.each([
  ['one of several records in a field', 'activity', 'about'],
  ['a child row', 'contact', 'accounts'],
])(
  'the undo of a creation is refused, naming what links to it, while it is linked to as %s',
  async (_, entity, field) => {
    const lone = await startLoneEngine();
    const account = lone.newId();
    const made = valueOf(
      await lone.engine.write(
        [{ entity: 'account', id: account, create: true, values: { name: 'Acme' } }],
        act,
      ),
    );
    const linking = lone.newId();
    const values =
      entity === 'activity'
        ? { kind: 'Call', subject: 'Ring Acme', about: [`account/${account}`] }
        : { firstName: 'Ada', lastName: 'Lovelace', accounts: [{ id: 'one', account }] };
    valueOf(await lone.engine.write([{ entity, id: linking, create: true, values }], act));
    const refused = await lone.engine.undo(made.txId);
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'later-work', record: `account/${account}` },
    });
    expect(refused.ok ? '' : refused.problem.message).toMatch(/Ring Acme|Ada Lovelace/);
    const cleared = { entity, id: linking, create: false, values: { [field]: [] } };
    valueOf(await lone.engine.write([cleared], act));
    valueOf(await lone.engine.undo(made.txId));
    expect(lone.engine.get('account', account)).toBeUndefined();
  },
);

it('who follows a record, or had it shared with them, keeps nobody from taking its creation back', async () => {
  const lone = await startLoneEngine();
  const account = lone.newId();
  const about = [`account/${account}`];
  const made = valueOf(
    await lone.engine.write(
      [{ entity: 'account', id: account, create: true, values: { name: 'Acme' } }],
      act,
    ),
  );
  for (const entity of ['follow', 'share'])
    valueOf(
      await lone.engine.write(
        [{ entity, id: lone.newId(), create: true, values: { what: 'Acme', about } }],
        act,
      ),
    );
  valueOf(await lone.engine.undo(made.txId));
  expect(lone.engine.get('account', account)).toBeUndefined();
});
