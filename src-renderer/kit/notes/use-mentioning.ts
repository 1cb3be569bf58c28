import { useMemo } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { MENTION } from '../../../crm/modules/mention/mention.rules.ts';
import { entityNamed, workModules } from '../../../crm/modules/registry.ts';
import { searchUntilFound } from '../session/follow-search.ts';
import { useSession } from '../session/session.tsx';
import type { WorkerClient } from '../session/worker-client.ts';
import type { MentionDeps } from './mentions.ts';

/** As many as stand under a line of text without hiding the next ones. */
const CHOICES_MAX = 8;

/** What a text may mention is what search finds; a person who is named in the text of a record is told of it. */
export function useMentioning(about: string, aboutId: string): MentionDeps {
  const { client, navigation, meId } = useSession();
  return useMemo(
    () => ({
      find: async (text) => {
        const entities = workModules.map(({ entity }) => entity.name);
        const question = { text: text.slice(0, 200), limit: CHOICES_MAX, entities };
        const hits = await searchUntilFound(client, question);
        return hits.map(({ entity, id, title, subtitle }) => {
          const kind = entityNamed(entity)?.label.one ?? '';
          return { entity, id, title, subtitle, kind };
        });
      },
      open: (entity, id) => navigation.openRecord(entity, id),
      named: (entity, id) => {
        if (entity !== 'user' || id === meId) return;
        const input = { entity: about, id: aboutId, person: id };
        // Refused where there is no record yet, as for the draft of a reply: nobody could be led to it.
        client.call('command.run', { name: MENTION, input }).catch(() => undefined);
      },
      nameOf: (entity, id) => presentName(client, entity, id),
    }),
    [client, navigation, meId, about, aboutId],
  );
}

async function presentName(
  client: WorkerClient,
  entityName: string,
  id: string,
): Promise<string | undefined> {
  const entity = entityNamed(entityName);
  if (entity === undefined) return undefined;
  const opened = await client.call('query.open', {
    query: {
      entity: entityName,
      filter: { field: 'id', operator: 'anyOf', operand: [id] },
      sort: [],
      archived: 'with',
      window: { offset: 0, limit: 1 },
    },
  });
  if (!opened.ok) return undefined;
  const { subscription, result } = opened.value;
  await client.call('query.close', { subscription });
  const [row] = result.rows;
  return row === undefined ? undefined : titleOf(entity, row as AnyRow);
}
