import { expect, it } from 'vitest';
import { workModules } from '../../../crm/modules/registry.ts';
import { goKeys } from './go-keys.ts';

it('every module is reached by a letter of its own', () => {
  expect(Object.keys(goKeys(workModules)).toSorted()).toEqual(
    workModules.map((module) => module.entity.name).toSorted(),
  );
  expect(new Set(Object.values(goKeys(workModules))).size).toBe(workModules.length);
  expect(goKeys(workModules)).toMatchObject({ account: 'a', contact: 'c', deal: 'd', ticket: 't' });
});
