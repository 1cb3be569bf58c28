import { useEffect, useState } from 'react';
import type { Desk, DeskView } from '../../../crm/contracts/rpc/service.rpc.ts';
import { useSession } from '../session/session.tsx';

/** Rows that are fetched; a desk that is longer is worked from its top. */
export const DESK_ROWS = 300;

interface Answered {
  readonly text: string;
  readonly desk: Desk;
}

/** The open tickets of a view, live. undefined until the first answer; another view shows the last until its own is there. */
export function useDesk(view: DeskView): {
  readonly desk: Desk | undefined;
  readonly isOf: boolean;
} {
  const { client } = useSession();
  const [answered, setAnswered] = useState<Answered>();
  const text = JSON.stringify(view);
  useEffect(() => {
    let over = false;
    let busy = false;
    let again = false;
    const ask = async (): Promise<void> => {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      do {
        again = false;
        const asked = JSON.parse(text) as DeskView;
        const desk = await client
          .call('service.desk', { view: asked, offset: 0, limit: DESK_ROWS })
          // The frame around all screens says that there is nobody to ask.
          .catch(() => undefined);
        if (over) return;
        if (desk !== undefined) setAnswered({ text, desk });
      } while (again);
      busy = false;
    };
    void ask();
    const stop = client.on('service.changed', () => void ask());
    return () => {
      over = true;
      stop();
    };
  }, [client, text]);
  return { desk: answered?.desk, isOf: answered?.text === text };
}
