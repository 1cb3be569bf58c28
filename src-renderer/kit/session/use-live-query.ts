import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Query } from '../../../crm/kernel/query.ts';
import { answeredAhead, takeAhead } from './ask-ahead.ts';
import { NOTHING, QueryLine, type LiveAnswer } from './query-line.ts';
import { useSession } from './session.tsx';
import { showTogether } from './show-together.ts';

/** A question that was asked before it was drawn and then was not drawn after all is taken back by then. */
const TAKE_BACK_AFTER_MS = 200;

interface LiveQuestion extends LiveAnswer {
  /** To be called with what the next drawing is going to ask: the worker has it while that is being made. */
  readonly askNext: (query: Query) => void;
}

/**
 * A question that stays answered while the component is on screen. Changing the query keeps the subscription and
 * the old answer until the new one is there, so a list never blinks. Pass null to ask nothing.
 */
export function useLiveQuery(query: Query | null): LiveQuestion {
  const { client } = useSession();
  // The query as text: a caller may build an equal object at every render.
  const text = query === null ? null : JSON.stringify(query);
  const [answer, setAnswer] = useState(() =>
    text === null ? NOTHING : answeredAhead(client, text),
  );
  const line = useRef<QueryLine | null>(null);
  const drawn = useRef(text);
  useLayoutEffect(() => {
    drawn.current = text;
  }, [text]);

  useEffect(() => {
    if (text === null) return;
    let open = line.current;
    if (open === null) {
      const own = takeAhead(client, text) ?? new QueryLine(client);
      own.show = (when) => {
        if (when === 'now') setAnswer(own.latest);
        // What waits to be shown is what it has become meanwhile.
        else showTogether(() => setAnswer(own.latest));
      };
      // Of one that was asked ahead: what became of it since it was drawn.
      setAnswer(own.latest);
      line.current = open = own;
    }
    open.ask(text);
  }, [client, text]);

  const asks = text !== null;
  useEffect(() => {
    if (!asks) return undefined;
    return () => {
      line.current?.close();
      line.current = null;
    };
  }, [asks]);

  const askNext = useCallback((next: Query): void => {
    line.current?.ask(JSON.stringify(next));
    setTimeout(() => {
      if (drawn.current !== null) line.current?.ask(drawn.current);
    }, TAKE_BACK_AFTER_MS);
  }, []);
  return { ...(asks ? answer : NOTHING), askNext };
}
