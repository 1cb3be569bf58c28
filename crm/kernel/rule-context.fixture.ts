/** What tests of rules begin with: some records, and a person who does something with them at a moment. */
import type { RuleContext } from './command.ts';
import type { AnyRow, EntityDef } from './entity.ts';

export interface Scene {
  readonly row: (entity: string, id: string, values?: object) => AnyRow;
  /** Of these records alone. */
  readonly context: (...rows: readonly AnyRow[]) => RuleContext;
}

export function sceneAt(now: string, actor: string, ...entities: readonly EntityDef[]): Scene {
  return {
    row: (entity, id, values = {}) => ({ id, entity, createdAt: now, createdBy: actor, ...values }),
    context: (...rows) => ({
      read: {
        get: (entity, id) => rows.find((row) => row.entity === entity && row.id === id),
        all: (entity) => rows.filter((row) => row.entity === entity),
        ...(entities.length === 0 ? {} : { entities: () => entities }),
      },
      actor,
      now,
      newId: () => 'new',
    }),
  };
}
