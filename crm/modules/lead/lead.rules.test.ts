import { describe, expect, it } from 'vitest';
import type { Reader, RuleContext } from '../../kernel/command.ts';
import type { AnyRow } from '../../kernel/entity.ts';
import { customKey } from '../../kernel/custom/custom-keys.ts';
import { createRegistry } from '../../kernel/custom/registry.ts';
import { emailRowId } from '../../kernel/fields/emails.field.ts';
import { phoneRowId } from '../../kernel/fields/phones.field.ts';
import { derivedId } from '../../kernel/ids.ts';
import { PIPELINE_ENTITY, withPipelines } from '../../kernel/pipelines.ts';
import { deal as dealEntity } from '../deal/deal.entity.ts';
import { builtInModules } from '../registry.ts';
import { convertAction, convertLead } from './lead.rules.ts';

const LEAD = '0192f000-0000-7000-8000-000000000001';
const ME = '0192f000-0000-7000-8000-0000000000aa';

function row(entity: string, id: string, values: Record<string, unknown>): AnyRow {
  return { id, entity, createdAt: '2026-01-01T00:00:00.000Z', createdBy: ME, ...values };
}

function contextWith(rows: readonly AnyRow[]): RuleContext {
  const read: Reader = {
    get: (entity, id) => rows.find((one) => one.entity === entity && one.id === id),
    all: (entity) => rows.filter((one) => one.entity === entity),
  };
  return { read, actor: ME, now: '2026-11-21T10:00:00.000Z', newId: () => 'unused' };
}

const ada = row('lead', LEAD, {
  firstName: 'Ada',
  lastName: 'Lovelace',
  company: 'Analytical Engines',
  emails: [{ id: 'e', address: 'ada@engines.example' }],
  source: 'Referral',
});

describe('converting a lead', () => {
  it('makes an account, a contact and a deal, linked both ways, in one plan', () => {
    const plan = convertLead.plan({ lead: LEAD }, contextWith([ada]));
    if (!plan.ok) throw new Error(plan.problem.code);
    const { records, label } = plan.value;
    const [account, contact, deal, lead] = records;
    expect(label).toBe('Convert Ada Lovelace');
    expect(records.map(({ entity, create }) => [entity, create])).toEqual([
      ['account', true],
      ['contact', true],
      ['deal', true],
      ['lead', false],
    ]);
    expect(account?.values).toMatchObject({ name: 'Analytical Engines', owner: ME });
    expect(contact?.values).toMatchObject({
      lastName: 'Lovelace',
      account: account?.id,
      emails: ada['emails'],
    });
    expect(deal?.values).toMatchObject({
      account: account?.id,
      contacts: [{ contact: contact?.id }],
    });
    expect(lead?.values).toMatchObject({
      status: 'Converted',
      convertedAccount: account?.id,
      convertedContact: contact?.id,
      convertedDeal: deal?.id,
    });
  });

  it('takes what was said and planned with the lead along to its account, contact and deal', () => {
    const call = row('activity', 'call', { subject: 'First call', about: [`lead/${LEAD}`] });
    const other = row('activity', 'other', { subject: 'Another lead', about: ['lead/another'] });
    const plan = convertLead.plan({ lead: LEAD }, contextWith([ada, call, other]));
    if (!plan.ok) throw new Error(plan.problem.code);
    const made = ['account', 'contact', 'deal'].map((kind) => {
      const record = plan.value.records.find(({ entity }) => entity === kind);
      return `${kind}/${record?.id}`;
    });
    expect(plan.value.records.filter(({ entity }) => entity === 'activity')).toEqual([
      {
        entity: 'activity',
        id: 'call',
        create: false,
        values: { about: [...made, `lead/${LEAD}`].toSorted() },
      },
    ]);
  });

  it('is told by the lead’s name, and leads on to the deal', () => {
    expect(convertAction.said('Ada Lovelace')).toBe('Ada Lovelace converted');
    expect(convertAction.opens).toBe('deal');
  });

  it('gives the same ids on every desktop', () => {
    const plans = [contextWith([ada]), contextWith([ada])].map((context) =>
      convertLead.plan({ lead: LEAD }, context),
    );
    expect(plans[0]).toEqual(plans[1]);
  });

  it('takes an account that goes by the company’s name already', () => {
    const known = row('account', '0192f000-0000-7000-8000-0000000000bb', {
      name: 'analytical  ENGINES',
    });
    const plan = convertLead.plan({ lead: LEAD }, contextWith([ada, known]));
    if (!plan.ok) throw new Error(plan.problem.code);
    expect(plan.value.records.map(({ entity }) => entity)).toEqual(['contact', 'deal', 'lead']);
    expect(plan.value.records[0]?.values['account']).toBe(known.id);
    const anew = convertLead.plan(
      { lead: LEAD, onto: { account: null } },
      contextWith([ada, known]),
    );
    expect(anew.ok && anew.value.records[0]).toMatchObject({ entity: 'account', create: true });
  });

  it('takes all that was said with the lead along, however much it is', () => {
    const calls = Array.from({ length: 1_200 }, (_, n) =>
      row('activity', `call${n}`, { subject: `Call ${n}`, about: [`lead/${LEAD}`] }),
    );
    const plan = convertLead.plan({ lead: LEAD }, contextWith([ada, ...calls]));
    if (!plan.ok) throw new Error(plan.problem.code);
    expect(plan.value.records.filter(({ entity }) => entity === 'activity')).toHaveLength(1_200);
  });

  it('asks the index who speaks about the lead, and looks at no other activity', () => {
    const call = row('activity', 'call', { about: [`lead/${LEAD}`] });
    const { read, ...context } = contextWith([ada, call]);
    const asked: string[] = [];
    const pointingAt: Reader['pointingAt'] = (from, field, to) => {
      asked.push(`${from}.${field} ${to.entity}/${to.id}`);
      return ['call'];
    };
    const all: Reader['all'] = (entity) => {
      if (entity === 'activity') throw new Error('all activities were looked at');
      return read.all(entity);
    };
    const plan = convertLead.plan(
      { lead: LEAD },
      { ...context, read: { ...read, all, pointingAt } },
    );
    expect(asked).toEqual([`activity.about lead/${LEAD}`]);
    expect(plan.ok && plan.value.records.at(-1)?.id).toBe('call');
  });

  it('begins its deal in Qualification, or in the first open stage where the team has no such', () => {
    const stageWith = (removed: readonly string[]): unknown => {
      const record = row('pipeline', derivedId(PIPELINE_ENTITY, 'deal', 'Sales'), {
        stages: removed.map((id) => ({ id, removed: true })),
      });
      const { read, ...context } = contextWith([ada]);
      const entities = () => [withPipelines(dealEntity, [record])];
      const plan = convertLead.plan({ lead: LEAD }, { ...context, read: { ...read, entities } });
      return plan.ok && plan.value.records.find(({ entity }) => entity === 'deal')?.values['stage'];
    };
    expect(stageWith([])).toMatchObject({ stage: 'Qualification' });
    expect(stageWith(['Qualification'])).toMatchObject({ stage: 'Prospecting' });
    expect(stageWith(['Qualification', 'Prospecting'])).toMatchObject({ stage: 'Engaging' });
  });

  it('gives its deal what the person said of it besides', () => {
    const said = { deal: { amount: { amountMinor: 120_000, currency: 'EUR' } } };
    const plan = convertLead.plan({ lead: LEAD, said }, contextWith([ada]));
    const made = plan.ok && plan.value.records.find(({ entity }) => entity === 'deal');
    expect(made).toMatchObject({ values: { ...said.deal, type: 'New Business' } });
    expect(convertAction.asks?.input(ada, said)).toEqual({ lead: LEAD, said });
  });

  it('asks for what the team requires of the records that it makes, of all of them at once', () => {
    const registry = createRegistry(builtInModules);
    const field = (id: string, on: string, label: string): AnyRow =>
      row('customField', id, { on, type: 'text', label, required: true });
    const [industry, role, budget] = ['1', '2', '3'].map(
      (digit) => `0190a6b2-0000-7000-8000-00000000000${digit}`,
    ) as [string, string, string];
    registry.redefine({
      fields: [
        field(industry, 'account', 'Trade'),
        field(role, 'contact', 'Role there'),
        field(budget, 'deal', 'Budget holder'),
      ],
      objects: [],
    });
    const entities = () => registry.modules().map(({ entity }) => entity);
    const { read, ...context } = contextWith([ada]);
    const asking = { ...context, read: { ...read, entities } };
    const needs = [
      { entity: 'account', fields: [customKey(industry)] },
      { entity: 'contact', fields: [customKey(role)] },
      { entity: 'deal', fields: [customKey(budget)] },
    ];
    expect(convertLead.plan({ lead: LEAD }, asking)).toMatchObject({
      ok: false,
      problem: { code: 'required-field-missing', needs },
    });
    const said = {
      account: { [customKey(industry)]: 'Steel' },
      contact: { [customKey(role)]: 'Buyer' },
      deal: { [customKey(budget)]: 'Grace' },
    };
    const plan = convertLead.plan({ lead: LEAD, said }, asking);
    if (!plan.ok) throw new Error(plan.problem.code);
    expect(plan.value.records.map(({ entity, values }) => [entity, values])).toMatchObject([
      ['account', said.account],
      ['contact', said.contact],
      ['deal', said.deal],
      ['lead', {}],
    ]);
    const known = row('account', '0192f000-0000-7000-8000-0000000000bb', {
      name: 'Analytical Engines',
    });
    const joined = convertLead.plan(
      { lead: LEAD },
      { ...asking, read: { ...contextWith([ada, known]).read, entities } },
    );
    expect(joined).toMatchObject({ problem: { needs: needs.slice(1) } });
  });

  it('becomes one with the records that were chosen, and fills only what is empty in them', () => {
    const account = row('account', '0192f000-0000-7000-8000-0000000000b1', {
      name: 'Engines Ltd',
      territory: 'North',
      owner: 'somebody',
    });
    const contact = row('contact', '0192f000-0000-7000-8000-0000000000c1', {
      lastName: 'King',
      title: 'Countess',
      emails: [{ id: 'own', address: 'Ada@engines.example', primary: true }],
      account: 'another',
    });
    const lead = {
      ...ada,
      title: 'Analyst',
      territory: 'South',
      address: { city: 'London' },
      emails: [
        { id: 'e', address: 'ada@engines.example' },
        { id: 'own', address: 'ada@home.example', primary: true },
      ],
      phones: [{ id: 'p', number: '+44 20 7946 0000', primary: true }],
      tags: ['maths'],
    };
    const onto = { account: account.id, contact: contact.id };
    const plan = convertLead.plan({ lead: LEAD, onto }, contextWith([lead, account, contact]));
    if (!plan.ok) throw new Error(plan.problem.code);
    const [first, second, deal, converted] = plan.value.records;
    expect(first).toEqual({
      entity: 'account',
      id: account.id,
      create: false,
      values: { billingAddress: { city: 'London' } },
    });
    expect(second).toEqual({
      entity: 'contact',
      id: contact.id,
      create: false,
      values: {
        firstName: 'Ada',
        source: 'Referral',
        tags: ['maths'],
        emails: [
          { id: 'own', address: 'Ada@engines.example', primary: true },
          { id: emailRowId('ada@home.example'), address: 'ada@home.example' },
        ],
        phones: [{ id: phoneRowId('+44 20 7946 0000'), number: '+44 20 7946 0000', primary: true }],
        accounts: [{ id: account.id, account: account.id }],
      },
    });
    expect(deal).toMatchObject({ create: true, values: { account: account.id } });
    expect(converted?.values).toMatchObject({
      convertedAccount: account.id,
      convertedContact: contact.id,
      joinedAccount: account.id,
      joinedContact: contact.id,
    });
  });

  it('writes nothing on a chosen record that has all of it, and says nothing is chosen where all is new', () => {
    const contact = row('contact', '0192f000-0000-7000-8000-0000000000c1', {
      ...ada,
      entity: 'contact',
      account: derivedId('lead', LEAD, 'account'),
    });
    const full = { ...contact, id: '0192f000-0000-7000-8000-0000000000c1' };
    const plan = convertLead.plan(
      { lead: LEAD, onto: { contact: full.id, account: null } },
      contextWith([ada, full]),
    );
    if (!plan.ok) throw new Error(plan.problem.code);
    expect(plan.value.records.map(({ entity }) => entity)).toEqual(['account', 'deal', 'lead']);
    expect(plan.value.records.at(-1)?.values).not.toHaveProperty('joinedAccount');
  });

  it.each([
    ['gone', [], 'record-gone'],
    [
      'archived',
      [row('contact', '0192f000-0000-7000-8000-0000000000c1', { archivedAt: '2026-01-02' })],
      'record-archived',
    ],
  ])('is refused where what was chosen is %s', (_what, there, code) => {
    const onto = { contact: '0192f000-0000-7000-8000-0000000000c1' };
    expect(convertLead.plan({ lead: LEAD, onto }, contextWith([ada, ...there]))).toMatchObject({
      problem: { code },
    });
  });

  it('takes a record for certain by an e-mail in common, an account by its name as well', () => {
    const { joins } = convertAction;
    const made = joins?.makes(ada) ?? {};
    const emails = [{ id: 'x', address: 'ADA@engines.example' }];
    const certain = (entity: string, values: Record<string, unknown>): boolean | undefined =>
      joins?.isCertain(entity, made[entity] ?? {}, row(entity, 'x', values));
    expect(certain('contact', { lastName: 'King', emails })).toBe(true);
    expect(certain('contact', { firstName: 'Ada', lastName: 'Lovelace' })).toBe(false);
    expect(certain('account', { name: 'ANALYTICAL engines' })).toBe(true);
    expect(certain('account', { name: 'Analytical Engines Ltd' })).toBe(false);
  });

  it('is refused for a lead that is converted, or gone', () => {
    const done = { ...ada, convertedAt: '2026-01-02T00:00:00.000Z' };
    expect(convertLead.plan({ lead: LEAD }, contextWith([done]))).toMatchObject({
      ok: false,
      problem: { code: 'already-converted', record: `lead/${LEAD}` },
    });
    expect(convertAction.isOffered(done)).toBe(false);
    expect(convertLead.plan({ lead: LEAD }, contextWith([]))).toMatchObject({
      problem: { code: 'record-gone' },
    });
  });

  it('refuses an input that names no lead', () => {
    expect(convertLead.plan({ lead: 'x' }, contextWith([ada]))).toMatchObject({
      problem: { code: 'invalid-input' },
    });
  });
});
