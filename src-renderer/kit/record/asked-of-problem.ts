/** What can be asked of a person so that a change that was refused goes through. Pure. */
import type { Values } from '../../../crm/kernel/derive.ts';
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { stageOptionOf } from '../../../crm/kernel/fields/stage-standing.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import type { AskedOf } from './asked-fields.tsx';

/**
 * The change wants fields that were not part of it, as a deal that is lost wants its reason. null where it is refused
 * for something else, or the same was said already.
 */
export function askedOfProblem(
  entity: EntityDef,
  values: Values,
  { fields: required = [] }: Pick<Problem, 'fields'>,
  before: Values = {},
): AskedOf | null {
  const canBeSaid = required.every((key) => key in entity.fields && !(key in values));
  if (required.length === 0 || !canBeSaid) return null;
  const besides = Object.entries(values).flatMap(([key, value]) => {
    const field = entity.fields[key];
    return field?.kind === 'stage' ? (stageOptionOf(field, value)?.asks ?? []) : [];
  });
  return { entity, keys: [...new Set([...required, ...besides])], required, values: before };
}
