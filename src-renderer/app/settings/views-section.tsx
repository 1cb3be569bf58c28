/** All views that a person can see, list by list; those that were deleted can be brought back. */
import { Button } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { workModules } from '../../../crm/modules/registry.ts';
import type { ViewRow } from '../../../crm/modules/view/view-content.ts';
import { view } from '../../../crm/modules/view/view.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { Icon } from '../../kit/icons/icon.tsx';
import { titleLookup, useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { viewsQuery } from '../../kit/views/use-views.ts';

export function ViewsSection() {
  const { result } = useLiveQuery(useMemo(() => ({ ...viewsQuery(), archived: 'with' }), []));
  if (result === undefined) return <section aria-label="Views" aria-busy="true" />;
  const rows = result.rows as unknown as readonly ViewRow[];
  const nameOf = titleLookup(result.titles);
  const lists = workModules
    .map(({ entity }) => ({ entity, own: rows.filter((row) => row.module === entity.name) }))
    .filter(({ own }) => own.length > 0);
  return (
    <section aria-label="Views">
      <h2>Views</h2>
      <p className="field-help">
        {lists.length === 0
          ? 'None yet. Set a list’s columns, filter, order or groups and choose “Save as…” above it.'
          : 'Lists that somebody saved. Private ones are shown to their owner only, but like everything in the workspace they lie on every teammate’s computer.'}
      </p>
      {lists.map(({ entity, own }) => (
        <Fragment key={entity.name}>
          <h3 className="settings-list-head">{entity.label.many}</h3>
          <ul className="acts">
            {own.map((row) => (
              <SavedView key={row.id} row={row} owner={nameOf('user', row.owner ?? '') ?? ''} />
            ))}
          </ul>
        </Fragment>
      ))}
    </section>
  );
}

function SavedView({ row, owner }: { readonly row: ViewRow; readonly owner: string }) {
  const acts = useActs();
  const { meId, navigation } = useSession();
  const { openView } = navigation;
  const isMine = row.owner === meId;
  const isShared = row.shared === true;
  const isDeleted = row.archivedAt !== undefined;
  const share = async (): Promise<void> => {
    const problem = await acts.update(
      view,
      row.id,
      { shared: isShared ? null : true },
      `View “${row.name ?? ''}” ${isShared ? 'made private' : 'shared'}`,
    );
    if (problem !== null) sayProblem(problem);
  };
  return (
    <li data-undone={isDeleted}>
      <Icon name={row.icon ?? 'list'} size={14} />
      {isDeleted ? (
        <span className="act-label">{row.name}</span>
      ) : (
        <a
          className="act-label"
          href={`#/${row.module ?? ''}?saved=${row.id}`}
          onClick={(event) => {
            event.preventDefault();
            openView(row.module ?? '', row.id);
          }}
        >
          {row.name}
        </a>
      )}
      <span className="field-help">
        {isDeleted ? 'deleted' : isShared ? `shared by ${isMine ? 'you' : owner}` : 'private'}
      </span>
      {!isDeleted && isMine && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${isShared ? 'Make private' : 'Share'}: ${row.name ?? ''}`}
          onClick={() => void share()}
        >
          {isShared ? 'Make private' : 'Share'}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        color={isDeleted ? 'spruce' : 'red'}
        aria-label={`${isDeleted ? 'Bring back' : 'Delete'}: ${row.name ?? ''}`}
        onClick={() => void acts.archive(view, [row.id], !isDeleted)}
      >
        {isDeleted ? 'Bring back' : 'Delete'}
      </Button>
    </li>
  );
}
