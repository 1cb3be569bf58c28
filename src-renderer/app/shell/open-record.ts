import { openAhead } from '../../kit/client/record-line.ts';
import type { Navigation } from '../../kit/session/session.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { sectionKeeping } from '../settings/sections.ts';
import type { Router } from '../router.ts';

/** Opens a record while the button is down, so that it is there when it is let go. */
export function createPressRecord(client: WorkerClient): Navigation['pressRecord'] {
  return (entity, id) => {
    if (sectionKeeping(entity) === undefined) void openAhead(client, entity, id);
  };
}

/** Goes to a record when it is there: what stands on screen stays until then, and its page is drawn once. */
export function createOpenRecord(client: WorkerClient, router: Router): Navigation['openRecord'] {
  let newest = 0;
  const go = async (...[entity, id, from]: Parameters<Navigation['openRecord']>): Promise<void> => {
    newest += 1;
    const mine = newest;
    const { visit } = router.store.getState();
    await openAhead(client, entity, id);
    // Of several that were asked for the last one counts; and whoever went elsewhere meanwhile stays there.
    if (mine !== newest || router.store.getState().visit !== visit) return;
    const now = router.current();
    const next = { page: 'record' as const, entity, id, from };
    // From neighbour to neighbour: back leads to the list, not through all of them.
    const flipping = now.page === 'record' && now.from !== undefined && from !== undefined;
    if (flipping) router.replace(next);
    else router.go(next);
  };
  return (entity, id, from) => {
    const section = sectionKeeping(entity);
    if (section === undefined) void go(entity, id, from);
    else router.go({ page: 'settings', section: section.key });
  };
}
