import { startTransition, useEffect, useState } from 'react';
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { useSession } from '../session/session.tsx';

interface Shown {
  readonly key: string;
  readonly view: RecordView;
}

/**
 * A record with the titles of what it links to and the people who are here, live while the component is on screen:
 * this window is in the record's room as long. undefined until the first answer.
 */
export function useRecord(entity: string, id: string): RecordView | undefined {
  const { client } = useSession();
  const [shown, setShown] = useState<Shown>();
  const key = `${entity}/${id}`;
  useEffect(() => {
    const ref = { entity, id };
    let newest = false;
    let over = false;
    const stop = client.on('record.changed', (changed) => {
      if (changed.entity !== entity || changed.id !== id) return;
      newest = true;
      setShown({ key: `${entity}/${id}`, view: changed.view });
    });
    client.call('record.open', ref).then(
      // A change that came meanwhile is newer than the answer.
      (view) => {
        // A page of a record takes longer to draw than one frame has: React may do it in pieces, and a key comes first.
        if (!newest && !over) startTransition(() => setShown({ key: `${entity}/${id}`, view }));
      },
      () => undefined,
    );
    return () => {
      over = true;
      stop();
      void client.call('record.close', ref);
    };
  }, [client, entity, id]);
  return shown?.key === key ? shown.view : undefined;
}
