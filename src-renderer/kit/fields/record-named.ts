/** The one record that a text names: by its title, or by its code where it has one. */
import { entityNamed } from '../../../crm/modules/registry.ts';
import type { WorkerClient } from '../session/worker-client.ts';

/** Fields that name a record besides its title, as files and price lists do. */
const CODES = ['code', 'externalId'] as const;

/** undefined: there is none, or there are several, and nobody should have to guess which. */
export async function recordNamed(
  client: WorkerClient,
  to: string,
  text: string,
): Promise<string | undefined> {
  const entity = entityNamed(to);
  if (entity === undefined) return undefined;
  const [title] = entity.titleFields;
  const keys = [title, ...CODES].filter((key) => key !== undefined && key in entity.fields);
  for (const field of keys) {
    const asked = await client.call('query.ids', {
      query: {
        entity: to,
        filter: { field: field ?? '', operator: 'is', operand: text },
        sort: [],
        window: { offset: 0, limit: 2 },
      },
    });
    if (asked.ok && asked.value.length === 1) return asked.value[0];
  }
  return undefined;
}
