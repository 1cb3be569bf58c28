import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { escalateTickets } from './escalation.rules.ts';

const AT = '2026-11-16T10:30:00.000Z';
const ID = '0192f000-0000-7000-8000-000000000001';
const AGENT = '0192f000-0000-7000-8000-000000000002';
const LEAD = '0192f000-0000-7000-8000-000000000003';

function escalate(values: Values, otherwise?: string) {
  const row: AnyRow = {
    id: ID,
    entity: 'ticket',
    createdAt: AT,
    createdBy: '',
    status: 'Open',
    ...values,
  };
  const context: RuleContext = {
    read: { get: (_entity, id) => (id === ID ? row : undefined), all: () => [] },
    actor: 'whoever',
    now: '2026-11-16T23:00:00.000Z',
    newId: () => 'unused',
  };
  return escalateTickets.plan(
    { breaches: [{ ticket: ID, at: AT, ...(otherwise === undefined ? {} : { otherwise }) }] },
    context,
  );
}

describe('an escalation', () => {
  test.each<readonly [string, Values, string | undefined, Values]>([
    ['goes to the agent', { agent: AGENT }, LEAD, { escalatedAt: AT, escalatedTo: AGENT }],
    [
      'goes to whom the policy names when nobody has the ticket',
      {},
      LEAD,
      { escalatedAt: AT, escalatedTo: LEAD },
    ],
    ['is written down when there is nobody', {}, undefined, { escalatedAt: AT }],
  ])(
    '%s, with the moment of the breach rather than of the writing',
    (_what, row, otherwise, values) => {
      expect(escalate(row, otherwise)).toMatchObject({
        ok: true,
        value: { records: [{ entity: 'ticket', id: ID, create: false, values }] },
      });
    },
  );

  test('is written again for another breach, a later one', () => {
    expect(escalate({ agent: AGENT, escalatedAt: '2026-11-16T10:29:59.999Z' })).toMatchObject({
      ok: true,
      value: { records: [{ values: { escalatedAt: AT, escalatedTo: AGENT } }] },
    });
  });

  test.each<readonly [string, Values]>([
    ['escalated already', { escalatedAt: AT }],
    ['escalated for a later breach', { escalatedAt: '2026-11-16T10:30:00.001Z' }],
    ['resolved', { status: 'Resolved' }],
    ['merged', { mergedInto: LEAD }],
    ['archived', { archivedAt: AT }],
  ])('of a ticket that is %s writes nothing', (_what, row) => {
    expect(escalate(row)).toMatchObject({ ok: false, problem: { code: 'already-escalated' } });
  });
});
