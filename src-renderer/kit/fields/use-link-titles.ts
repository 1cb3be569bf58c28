import { useEffect, useState } from 'react';
import { titleOf } from '../../../crm/kernel/derive.ts';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import { useSession } from '../session/session.tsx';
import type { WorkerClient } from '../session/worker-client.ts';

/**
 * Titles of records that are known only by their keys (an id, or `<entity>/<id>`): a filter has nothing else.
 * Reads each record once; a filter's chip does not need to follow a change of name while it is looked at.
 */
export function useLinkTitles(to: string, keys: readonly string[]): ReadonlyMap<string, string> {
  const { client } = useSession();
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = keys.join(' ');
  useEffect(() => {
    let current = true;
    readTitles(client, to, wanted).then(
      (found) => (current ? setTitles(found) : undefined),
      // Nobody answers: the frame around all screens says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, to, wanted]);
  return titles;
}

async function readTitles(
  client: WorkerClient,
  to: string,
  keys: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const key of keys.split(' ').filter((part) => part !== '')) {
    const [name = '', id = ''] = key.includes('/') ? key.split('/') : [to, key];
    const entity = entityNamed(name);
    if (entity === undefined) continue;
    const { row } = await client.call('record.open', { entity: name, id });
    await client.call('record.close', { entity: name, id });
    if (row !== null) found.set(key, titleOf(entity, row as AnyRow));
  }
  return found;
}
