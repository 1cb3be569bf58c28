import { useMemo } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { activity } from '../../../crm/modules/activity/activity.entity.ts';
import type { ActivityRow } from '../../../crm/modules/activity/activity.rules.ts';
import { viewOf } from '../field-views.ts';
import { titleLookup } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';

/** Whom and what it is about, and where: what one looks up before a call or on the way to a meeting. */
export function EntryAbout({ id }: { readonly id: string }) {
  const query = useMemo(
    (): Query => ({
      entity: activity.name,
      filter: { field: 'id', operator: 'anyOf', operand: [id] },
      sort: [],
      window: { offset: 0, limit: 1 },
    }),
    [id],
  );
  const { result } = useLiveQuery(query);
  const titleOf = useMemo(() => titleLookup(result?.titles ?? {}), [result?.titles]);
  const { about = [], location } = (result?.rows[0] ?? {}) as Partial<ActivityRow>;
  const { Cell } = viewOf(activity.fields.about);
  return (
    <>
      {about.length > 0 && (
        <p className="cal-details-facts">
          <Cell field={activity.fields.about} value={about} titleOf={titleOf} room="record" />
        </p>
      )}
      {location !== undefined && <p className="cal-details-facts">{location}</p>}
    </>
  );
}
