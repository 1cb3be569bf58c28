/** What a page shows with a layout: its sections over one another, with what the newest record says. */
import { useMemo } from 'react';
import { titleOf as recordTitle } from '../../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../../crm/kernel/entity.ts';
import type { Query } from '../../../../crm/kernel/query.ts';
import { viewOf } from '../../../kit/field-views.ts';
import { fieldsAway, stageOf } from '../../../kit/record/fields-away.ts';
import { useLinkedTitles } from '../../../kit/record/use-linked-titles.ts';
import { useLiveQuery } from '../../../kit/session/use-live-query.ts';
import { laidSections } from './layout-moves.ts';

const HEIGHT = { above: 0, beside: 1, below: 2 } as const;
const NOTHING: AnyRow = { id: '', entity: '', createdAt: '', createdBy: '' };

export function LayoutPreview({ entity }: { readonly entity: EntityDef }) {
  const query = useMemo(
    (): Query => ({
      entity: entity.name,
      sort: [{ field: 'createdAt', direction: 'descending' }],
      window: { offset: 0, limit: 1 },
    }),
    [entity.name],
  );
  const { result } = useLiveQuery(query);
  const row = (result?.rows[0] as AnyRow | undefined) ?? NOTHING;
  const titleOf = useLinkedTitles(entity, row);
  const away = fieldsAway(entity, stageOf(entity, row));
  const shown = laidSections(entity)
    .map((section) => ({ ...section, fields: section.fields.filter((key) => !away.includes(key)) }))
    .filter(({ fields }) => fields.length > 0)
    .toSorted((a, b) => HEIGHT[a.wide ?? 'beside'] - HEIGHT[b.wide ?? 'beside']);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys as well
    <aside className="layout-preview" aria-label="Preview" tabIndex={0}>
      <h3>{row === NOTHING ? entity.label.one : recordTitle(entity, row)}</h3>
      {shown.map(({ id, label, fields }) => (
        <section key={id} aria-label={`${label}, preview`}>
          <h4>{label}</h4>
          <dl>
            {fields.map((key) => {
              const field = entity.fields[key];
              if (field === undefined) return null;
              const value = row[key];
              const { Cell } = viewOf(field);
              return (
                <div key={key}>
                  <dt>{field.label}</dt>
                  <dd>
                    {value === undefined || value === null ? (
                      '–'
                    ) : (
                      <Cell field={field} value={value} titleOf={titleOf} room="list" />
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      ))}
      {away.length > 0 && (
        <p className="field-help">
          {away.length === 1 ? '1 field is hidden.' : `${away.length} fields are hidden.`}
        </p>
      )}
    </aside>
  );
}
