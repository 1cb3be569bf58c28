/** What every record has besides its fields, as fields: it can be asked about, sorted and grouped by as well. */
import type { EntityDef } from './entity.ts';
import type { FieldDef } from './field-kinds.ts';

/** Of the person who asks: others get other answers. */
export const FOLLOWED = 'followedByMe';
export const SHARED_WITH_ME = 'sharedWithMe';

const systemFields: Readonly<Record<string, FieldDef>> = {
  id: { kind: 'select', label: 'Record', options: [] },
  createdAt: { kind: 'dateTime', label: 'Created', readOnly: true },
  createdBy: { kind: 'user', label: 'Created by', readOnly: true },
  archivedAt: { kind: 'dateTime', label: 'Archived', readOnly: true },
  [FOLLOWED]: { kind: 'boolean', label: 'Followed by me', readOnly: true },
  [SHARED_WITH_ME]: { kind: 'boolean', label: 'Shared with me or my department', readOnly: true },
};

/** Those that mean something to people. */
export const ASKED_SYSTEM_FIELDS = ['createdAt', 'createdBy', FOLLOWED, SHARED_WITH_ME] as const;

/** A field of the entity or of all records. */
export function fieldOf(entity: EntityDef, key: string): FieldDef | undefined {
  if (Object.hasOwn(entity.fields, key)) return entity.fields[key];
  return Object.hasOwn(systemFields, key) ? systemFields[key] : undefined;
}
