import { describe, expect, test } from 'vitest';
import { sceneAt } from '../../kernel/rule-context.fixture.ts';
import { account } from '../account/account.entity.ts';
import { makeMention, seeMentions } from './mention.rules.ts';

const ME = '0192f000-0000-7000-8000-000000000001';
const BEN = '0192f000-0000-7000-8000-000000000002';
const ACME = '0192f000-0000-7000-8000-000000000003';
const OPEN = '0192f000-0000-7000-8000-000000000004';
const HERS = '0192f000-0000-7000-8000-000000000005';
const NOW = '2026-11-16T10:30:00.000Z';

const scene = sceneAt(NOW, ME, account);
const { row } = scene;
const context = scene.context(
  row('account', ACME, { name: 'Acme' }),
  row('user', ME, { name: 'Anna' }),
  row('user', BEN, { name: 'Ben' }),
  row('mention', OPEN, { what: 'Acme', person: ME }),
  row('mention', HERS, { what: 'Acme', person: BEN }),
);

describe('a mention', () => {
  test('keeps who, where and by whom, and is nothing to undo of its own', () => {
    const made = makeMention.plan({ entity: 'account', id: ACME, person: BEN }, context);
    expect(made).toMatchObject({
      ok: true,
      value: {
        unlisted: true,
        records: [
          {
            id: 'new',
            values: { what: 'Acme', about: [`account/${ACME}`], person: BEN, by: ME },
          },
        ],
      },
    });
  });

  test.each([
    ['of oneself', { entity: 'account', id: ACME, person: ME }],
    ['of nobody who is here', { entity: 'account', id: ACME, person: ACME }],
    ['in no record that is here', { entity: 'account', id: BEN, person: BEN }],
  ])('%s tells nobody', (_what, input) => {
    expect(makeMention.plan(input, context)).toMatchObject({
      problem: { code: 'nobody-to-tell' },
    });
  });

  test('is seen by whom it names, and by nobody else', () => {
    expect(seeMentions.plan({ ids: [OPEN, HERS] }, context)).toMatchObject({
      value: { records: [{ id: OPEN, values: { seenAt: NOW } }] },
    });
    expect(seeMentions.plan({ ids: [HERS] }, context)).toMatchObject({ ok: false });
  });
});
