import { expect, test } from 'vitest';
import { modules } from '../registry.ts';
import { checks } from './checks.ts';
import { expectedFields, qualityRuleId, staleDaysOf } from './expected-fields.ts';

const measured = modules.map(({ entity }) => entity).filter(({ expects }) => expects !== undefined);

test('a kind that says what a whole record has shows its completeness, and is asked about at least five things', () => {
  expect(measured.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['account', 'contact', 'lead', 'deal']),
  );
  for (const entity of measured) {
    expect(Object.keys(entity.fields)).toEqual(expect.arrayContaining(['completeness', 'missing']));
    const asked = checks.filter((check) => check.filter(entity, undefined) !== undefined);
    expect(asked.length).toBeGreaterThanOrEqual(5);
  }
});

test('what is expected by itself can be filled in by hand', () => {
  for (const entity of measured)
    expect(expectedFields(entity, undefined).toSorted()).toEqual(
      [...(entity.expects ?? [])].toSorted(),
    );
});

test('a rule of the team’s that names nothing leaves what the kind says by itself', () => {
  const [entity] = measured;
  if (entity === undefined) throw new Error('nothing is measured');
  expect(expectedFields(entity, { expected: [] })).toEqual(expectedFields(entity, undefined));
  expect(staleDaysOf({})).toBe(90);
  expect(staleDaysOf({ staleDays: 14 })).toBe(14);
});

test('the rule of a kind is one record, on whichever desktop it is first made', () => {
  expect(qualityRuleId('lead')).toBe(qualityRuleId('lead'));
  expect(qualityRuleId('lead')).not.toBe(qualityRuleId('deal'));
});
