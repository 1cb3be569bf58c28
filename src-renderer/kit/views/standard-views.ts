/** The views that every list has without anybody having made them: derived from the entity, never records. */
import type { EntityDef } from '../../../crm/kernel/entity.ts';
import { FOLLOWED, SHARED_WITH_ME } from '../../../crm/kernel/system-fields.ts';
import type { Condition } from '../../../crm/kernel/query.ts';
import {
  EMPTY_CONTENT,
  viewContentOf,
  type ViewContent,
  type ViewRow,
} from '../../../crm/modules/view/view-content.ts';

export interface ListView {
  /** In an address: the record's id, or the name of a standard view. */
  readonly key: string;
  readonly name: string;
  readonly icon: string;
  readonly content: ViewContent;
  /** undefined: a standard view, which nobody can change. */
  readonly row: ViewRow | undefined;
}

/** The list as it is without any view. */
export const ALL_VIEW = 'all';

const RECENT_DAYS = 30;

export function standardViews(entity: EntityDef): readonly ListView[] {
  const many = entity.label.many.toLowerCase();
  const open = openConditions(entity);
  const owner = ownerField(entity);
  const due = dueField(entity);
  const views: ListView[] = [standard(ALL_VIEW, `All ${many}`, entity.icon, {})];
  if (owner !== undefined) {
    views.push(
      standard('mine', open.length === 0 ? `My ${many}` : `My open ${many}`, 'user', {
        conditions: [{ field: owner, operator: 'isMe' }, ...open],
      }),
    );
  }
  if (due !== undefined) {
    views.push(
      standard('closing', 'Closing this month', 'calendar', {
        conditions: [{ field: due, operator: 'inPeriod', operand: 'thisMonth' }, ...open],
        sort: [{ field: due, direction: 'ascending' }],
      }),
    );
  }
  for (const { key, name, icon, conditions, sort = [] } of entity.views ?? [])
    views.push(standard(key, name, icon, { conditions, sort }));
  views.push(
    standard('recent', 'Recently created', 'clock', {
      conditions: [{ field: 'createdAt', operator: 'inLastDays', operand: RECENT_DAYS }],
      sort: [{ field: 'createdAt', direction: 'descending' }],
    }),
  );
  views.push(
    standard('followed', 'Followed by me', 'eye', {
      conditions: [{ field: FOLLOWED, operator: 'isTrue' }],
    }),
    standard('shared', 'Shared with my department', 'share', {
      conditions: [{ field: SHARED_WITH_ME, operator: 'isTrue' }],
    }),
  );
  return views;
}

export function savedView(row: ViewRow): ListView {
  return {
    key: row.id,
    name: row.name ?? '',
    icon: row.icon ?? 'list',
    content: viewContentOf(row),
    row,
  };
}

function standard(
  key: string,
  name: string,
  icon: string,
  content: Partial<ViewContent>,
): ListView {
  return { key, name, icon, content: { ...EMPTY_CONTENT, ...content }, row: undefined };
}

/** Who is responsible: the first colleague that people themselves choose. */
function ownerField(entity: EntityDef): string | undefined {
  if (entity.fields['owner']?.kind === 'user') return 'owner';
  return Object.keys(entity.fields).find((key) => {
    const field = entity.fields[key];
    return field?.kind === 'user' && field.readOnly !== true && entity.listFields.includes(key);
  });
}

/** What is not over yet, where an entity says so. */
function openConditions(entity: EntityDef): readonly Condition[] {
  for (const [key, field] of Object.entries(entity.fields)) {
    if (field.kind !== 'stage') continue;
    const open = field.options.filter(({ outcome }) => outcome === 'open');
    return [{ field: key, operator: 'anyOf', operand: open.map(({ value }) => value) }];
  }
  // What became something else is worked on there.
  const end = entity.traits.includes('serviceLevel') ? 'resolvedAt' : 'convertedAt';
  return entity.fields[end] === undefined ? [] : [{ field: end, operator: 'isEmpty' }];
}

function dueField(entity: EntityDef): string | undefined {
  const stage = Object.values(entity.fields).find((field) => field.kind === 'stage');
  return stage?.kind === 'stage' ? stage.due : undefined;
}
