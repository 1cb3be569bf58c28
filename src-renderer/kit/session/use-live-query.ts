import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Query } from '../../../crm/kernel/query.ts';
import { answeredAhead, takeAhead } from './ask-ahead.ts';
import { NOTHING, QueryLine, type LiveAnswer } from './query-line.ts';
import { useSession } from './session.tsx';
import { showTogether } from './show-together.ts';

/** A question that was asked before it was drawn and then was not drawn after all is taken back by then. */
const TAKE_BACK_AFTER_MS = 200;
/** Nobody waits longer for an answer than this before what they did is drawn without it. */
const DRAW_AFTER_MAX_MS = 100;

interface LiveQuestion extends LiveAnswer {
  /**
   * Asks what the next drawing is going to ask, and has it drawn by `draw` together with its answer: one drawing
   * instead of two. Without an answer it is drawn after a tenth of a second, or at once by `drawNow`.
   */
  readonly askNext: (query: Query, draw: () => void) => void;
  readonly drawNow: () => void;
}

interface NextDrawing {
  readonly draw: () => void;
  readonly timer: ReturnType<typeof setTimeout>;
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
  const next = useRef<NextDrawing | null>(null);
  const takeBack = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    drawn.current = text;
  }, [text]);

  useEffect(() => {
    if (text === null) return;
    let open = line.current;
    if (open === null) {
      const own = takeAhead(client, text) ?? new QueryLine(client);
      own.show = (when) => {
        if (next.current !== null) {
          if (own.asksAgain) return;
          const { draw } = next.current;
          clearTimeout(next.current.timer);
          next.current = null;
          flushSync(() => {
            draw();
            setAnswer(own.latest);
          });
        } else if (when === 'now') setAnswer(own.latest);
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
      clearTimeout(takeBack.current);
      clearTimeout(next.current?.timer);
      next.current = null;
      line.current?.close();
      line.current = null;
    };
  }, [asks]);

  const drawNow = useCallback((): void => {
    const now = next.current;
    if (now === null) return;
    clearTimeout(now.timer);
    next.current = null;
    flushSync(now.draw);
  }, []);
  const askNext = useCallback(
    (query: Query, draw: () => void): void => {
      if (line.current?.ask(JSON.stringify(query)) === true) {
        const timer = next.current?.timer ?? setTimeout(drawNow, DRAW_AFTER_MAX_MS);
        next.current = { draw, timer };
      } else {
        clearTimeout(next.current?.timer);
        next.current = null;
        draw();
      }
      // Of several only the last: while that one waits for its answer, what is drawn is what is to be left.
      clearTimeout(takeBack.current);
      takeBack.current = setTimeout(() => {
        if (drawn.current !== null) line.current?.ask(drawn.current);
      }, TAKE_BACK_AFTER_MS);
    },
    [drawNow],
  );
  return { ...(asks ? answer : NOTHING), askNext, drawNow };
}
