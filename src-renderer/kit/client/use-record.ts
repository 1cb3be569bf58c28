import { startTransition, useEffect, useState } from 'react';
import type { RecordView } from '../../../crm/contracts/rpc/record.rpc.ts';
import { useSession } from '../session/session.tsx';
import { takeRecord, viewAhead } from './record-line.ts';

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
  const key = `${entity}/${id}`;
  const [shown, setShown] = useState<Shown>();
  const isShown = shown?.key === key;
  const ahead = isShown ? undefined : viewAhead(client, key);
  if (ahead !== undefined) setShown({ key, view: ahead });
  useEffect(() => {
    const name = `${entity}/${id}`;
    const line = takeRecord(client, entity, id);
    const take = (): void => {
      const { view } = line;
      if (view === undefined) return;
      setShown((now) => (now?.key === name && now.view === view ? now : { key: name, view }));
    };
    line.show = (isFirst) => {
      // A page of a record takes longer to draw than one frame has: React may do it in pieces, and a key comes first.
      if (isFirst) startTransition(take);
      else take();
    };
    take();
    return line.close;
  }, [client, entity, id]);
  return isShown ? shown.view : ahead;
}
