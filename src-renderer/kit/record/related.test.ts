import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../crm/kernel/field-kinds.ts';
import { modules } from '../../../crm/modules/registry.ts';
import { relatedLists } from './related.ts';

const ID = '0190a000-0000-7000-8000-00000000000a';
const entities = modules.map((module) => module.entity);

describe('lists on the other side of a link', () => {
  it('follow from the links of all entities', () => {
    const labels = relatedLists(entities, 'account', ID).map(
      (list) => `${list.entity.name}: ${list.label}`,
    );
    expect(labels).toEqual([
      'account: Subsidiaries',
      'contact: Contacts',
      'lead: Converted leads',
      'deal: Deals',
      'ticket: Tickets',
      'activity: Activities',
    ]);
  });

  it('ask with an operator that the kind of the link has', () => {
    for (const { name } of entities) {
      for (const { entity, fieldKey, condition } of relatedLists(entities, name, ID)) {
        const field = entity.fields[fieldKey];
        expect(field && kindOf(field).operators).toHaveProperty(condition.operator);
      }
    }
  });

  it('a record made from one stands in it: its values pass the test of the list', () => {
    for (const { entity, fieldKey, condition, values } of relatedLists(entities, 'contact', ID)) {
      const field = entity.fields[fieldKey];
      const operator = field && kindOf(field).operators[condition.operator];
      const test = operator?.prepare(condition.operand, { meId: '', today: '2026-01-01' });
      expect(test?.(values[fieldKey])).toBe(true);
    }
  });
});
