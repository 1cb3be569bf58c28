/** Kinds of records of the team's own, and records of them, which one desktop writes before another knows the kind. */
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import { OBJECT_TITLE_FIELD } from '../../crm/kernel/custom/definition.ts';
import { few, freshId, oneOf, put, run } from './acting.ts';
import type { Action } from './actions.ts';

const FEW_OBJECTS = 2;

export const defineObjects: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const objects = few(engine, 'customObject', FEW_OBJECTS);
  if (objects.length < FEW_OBJECTS) {
    const serial = stage.serial++;
    const names = { one: `Kind ${serial}`, many: `Kinds ${serial}` };
    return run(stage, engine, 'customObject.save', { id: freshId(stage), ...names });
  }
  const deleted = objects.find((one) => one['deletedAt'] !== undefined);
  if (deleted !== undefined && world.chance(300))
    return run(stage, engine, 'customObject.restore', { id: deleted.id });
  const object = world.pick(objects);
  const entity = customKey(object.id);
  const act = world.pick([
    'record',
    'record',
    'record',
    'field',
    'move',
    'rename',
    'delete',
    'delete',
  ]);
  switch (act) {
    case 'field': {
      const label = `Field ${stage.serial++}`;
      return run(stage, engine, 'customField.save', {
        id: freshId(stage),
        on: entity,
        type: world.pick(['number', 'date', 'select']),
        label,
        options: [{ label: 'One' }, { label: 'Two' }],
      });
    }
    case 'move': {
      const field = oneOf(stage, engine, 'customField');
      if (field === undefined) return 'has no field to move';
      return run(stage, engine, 'customField.move', { id: field.id, by: world.pick([-1, 1]) });
    }
    case 'rename': {
      const names = { one: `Kind ${stage.serial++}`, many: `Kinds ${stage.serial++}` };
      return run(stage, engine, 'customObject.save', { id: object.id, ...names });
    }
    case 'delete':
      return run(stage, engine, 'customObject.delete', { id: object.id });
    default: {
      const row = oneOf(stage, engine, entity);
      const isNew = row === undefined || world.chance(300);
      const id = isNew ? freshId(stage) : row.id;
      const values = { [OBJECT_TITLE_FIELD]: `Thing ${stage.serial++}` };
      return put(stage, engine, 'a record of a kind', { entity, id, create: isNew, values });
    }
  }
};
