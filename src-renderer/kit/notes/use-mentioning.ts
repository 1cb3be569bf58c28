import { useMemo } from 'react';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useSession } from '../session/session.tsx';
import type { MentionDeps } from './mentions.ts';

/** As many as stand under a line of text without hiding the next ones. */
const CHOICES_MAX = 8;

/** What a text may mention is what search finds; people and records alike. */
export function useMentioning(): MentionDeps {
  const { client, navigation } = useSession();
  return useMemo(
    () => ({
      find: async (text) => {
        const { hits } = await client.call('search', {
          text: text.slice(0, 200),
          limit: CHOICES_MAX,
        });
        return hits.map(({ entity, id, title, subtitle }) => {
          const kind = entityNamed(entity)?.label.one ?? '';
          return { entity, id, title, subtitle, kind };
        });
      },
      open: (entity, id) => navigation.openRecord(entity, id),
    }),
    [client, navigation],
  );
}
