import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { modules } from '../../../crm/modules/registry.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { FieldDef } from '../../../crm/kernel/field-kinds.ts';
import { amountOf, dateOf, isInTimeline, relatedLists, standingOf } from './related.ts';

const ID = '0190a000-0000-7000-8000-00000000000a';
const entities = modules.map((module) => module.entity);

/** The field at `account`, or the column at `contacts.contact`. */
function fieldAt(entity: EntityDef, path: string): FieldDef | undefined {
  const [key = '', column] = path.split('.');
  const field = entity.fields[key];
  return column === undefined || field?.kind !== 'rows' ? field : field.columns[column];
}

/** What is tested there: the value, or each child row's cell. */
function valuesAt(values: Readonly<Record<string, unknown>>, path: string): readonly unknown[] {
  const [key = '', column] = path.split('.');
  const value = values[key];
  if (column === undefined) return [value];
  return (value as readonly Readonly<Record<string, unknown>>[]).map((row) => row[column]);
}

describe('lists on the other side of a link', () => {
  it('follow from the links of all entities', () => {
    const labels = relatedLists(entities, 'account', ID).map(
      (list) => `${list.entity.name}: ${list.label}`,
    );
    expect(labels).toEqual([
      'account: Subsidiaries',
      'contact: Contacts',
      'contact: Other contacts',
      'lead: Converted leads',
      'deal: Deals',
      'quote: Quotes',
      'contract: Contracts',
      'ticket: Tickets',
      'return: Returns',
      'surveyResponse: Survey answers',
      'activity: Activities',
    ]);
  });

  it('say what a record is here: a contact’s role in an account that is not its own', () => {
    const list = relatedLists(entities, 'account', ID).find(
      ({ label }) => label === 'Other contacts',
    );
    if (list === undefined) throw new Error('accounts have other contacts');
    const [key = ''] = list.fieldKey.split('.');
    const row = (lines: readonly object[]) => ({ id: 'c', [key]: lines }) as unknown as AnyRow;
    const former = { id: '1', account: ID, role: 'Influencer', inactive: true };
    const elsewhere = { id: '2', account: 'another', role: 'Decision Maker' };
    expect(standingOf(list, row([elsewhere, former]))).toEqual(['Influencer', 'Former']);
    expect(standingOf(list, row([elsewhere]))).toEqual([]);
  });

  it('leave to the timeline what is in it', () => {
    const shown = (name: string) => {
      const of = entities.find((entity) => entity.name === name);
      if (of === undefined) throw new Error(name);
      return relatedLists(entities, name, ID)
        .filter((list) => !isInTimeline(list, of))
        .map(({ label }) => label);
    };
    expect(shown('account')).not.toContain('Activities');
    expect(shown('contact')).toContain('Took part in');
    // A colleague's page has no timeline of what they did.
    expect(shown('user')).toContain('Activities');
  });

  it('add up what one wants to know first: of accounts what is open, not what they earn', () => {
    const of = (name: string) => entities.find((entity) => entity.name === name) as EntityDef;
    expect(amountOf(of('account'))).toBe('openDealValue');
    expect(amountOf(of('deal'))).toBe('amount');
    expect(amountOf(of('contact'))).toBeUndefined();
  });

  it('ask with an operator that the kind of the link has', () => {
    for (const { name } of entities) {
      for (const { entity, fieldKey, condition } of relatedLists(entities, name, ID)) {
        const field = fieldAt(entity, fieldKey);
        expect(field && kindOf(field).operators).toHaveProperty(condition.operator);
      }
    }
  });

  it('a record made from one stands in it: its values pass the test of the list', () => {
    for (const { entity, fieldKey, condition, values } of relatedLists(entities, 'contact', ID)) {
      const field = fieldAt(entity, fieldKey);
      const operator = field && kindOf(field).operators[condition.operator];
      const test = operator?.prepare(condition.operand, {
        meId: '',
        today: '2026-01-01',
        timeZone: 'UTC',
        firstDayOfWeek: 1,
      });
      expect(valuesAt(values, fieldKey).some((value) => test?.(value) === true)).toBe(true);
    }
  });
});

describe('the date that stands beside a related record', () => {
  const dateIn = (name: string, values: Readonly<Record<string, unknown>>): string | undefined => {
    const entity = entities.find((one) => one.name === name);
    return entity && dateOf(entity, { id: ID, entity: name, createdAt: '', ...values } as AnyRow);
  };

  it('is when a call begins or a task is due, and when a deal is expected to close', () => {
    expect(dateIn('activity', { startAt: '2026-01-02T09:00:00Z' })).toBe('startAt');
    expect(dateIn('activity', { dueAt: '2026-01-02T09:00:00Z' })).toBe('dueAt');
    expect(dateIn('deal', { expectedCloseDate: '2026-01-02' })).toBe('expectedCloseDate');
  });

  it('is none where the list of that module shows none, or the record has none', () => {
    expect(dateIn('contact', { birthdate: '1980-01-02' })).toBeUndefined();
    expect(dateIn('deal', {})).toBeUndefined();
  });
});
