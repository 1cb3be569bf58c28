/** Where a link to a comment leads: the page of what it is about, at the comment. */
import { useEffect } from 'react';
import type { CommentRow } from '../../../crm/modules/comment/comment.entity.ts';
import { aboutOf } from '../../../crm/modules/comment/comment.rules.ts';
import { useRecord } from '../../kit/client/use-record.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import type { Router } from '../router.ts';

export function CommentPlace({ id, router }: { readonly id: string; readonly router: Router }) {
  const view = useRecord('comment', id);
  const row = view?.row as CommentRow | null | undefined;
  const about = row === null || row === undefined ? null : aboutOf(row);
  useEffect(() => {
    if (about === null) return;
    router.replace({
      page: 'record',
      entity: about.entity,
      id: about.id,
      from: undefined,
      at: id,
    });
    // Where it leads is decided once.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [about === null]);
  if (view === undefined || about !== null) return <main className="record" aria-busy="true" />;
  return (
    <main className="record">
      <div className="empty">
        <Icon name="message" size={28} />
        <h1>This comment is not here</h1>
        <p>It may not have arrived on this desktop yet, or what it was about is gone.</p>
      </div>
    </main>
  );
}
