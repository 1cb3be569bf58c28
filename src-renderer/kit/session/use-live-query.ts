import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Query } from '../../../crm/kernel/query.ts';
import { answeredAhead, takeAhead } from './ask-ahead.ts';
import { NOTHING, QueryLine, type LiveAnswer } from './query-line.ts';
import { useSession } from './session.tsx';
import { showTogether } from './show-together.ts';

/** A question that was asked before it was drawn and then was not drawn after all is taken back by then. */
const TAKE_BACK_AFTER_MS = 200;
/** The same of one that was asked at a press: whoever has not let go by then asks when they do. */
const PRESS_MAX_MS = 1_000;
/** Nobody waits longer for an answer than this before what they did is drawn without it. */
const DRAW_AFTER_MAX_MS = 100;

interface LiveQuestion extends LiveAnswer {
  /** Asks what letting go of a button is likely to ask by `askNext`; the answer is kept until then, and nothing drawn. */
  readonly askSoon: (query: Query) => void;
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
  /** Asked at a press. From then on only answers to what is drawn are shown, until one of them is there. */
  const soon = useRef<string | null>(null);
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
          return;
        }
        if (soon.current !== null && textOf(own.latest) !== drawn.current) return;
        soon.current = null;
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
  /** Of several only the last: while that one waits for its answer, what is drawn is what is to be left. */
  const takeBackIn = useCallback((delayMs: number): void => {
    clearTimeout(takeBack.current);
    takeBack.current = setTimeout(() => {
      if (drawn.current !== null) line.current?.ask(drawn.current);
    }, delayMs);
  }, []);
  const askSoon = useCallback(
    (query: Query): void => {
      const asked = JSON.stringify(query);
      if (next.current !== null || line.current?.ask(asked) !== true) return;
      soon.current = asked;
      takeBackIn(PRESS_MAX_MS);
    },
    [takeBackIn],
  );
  const askNext = useCallback(
    (query: Query, draw: () => void): void => {
      const asked = JSON.stringify(query);
      const open = line.current;
      const isAhead = soon.current === asked;
      soon.current = null;
      if (isAhead && open !== null && textOf(open.latest) === asked) {
        flushSync(() => {
          draw();
          setAnswer(open.latest);
        });
      } else if (open?.ask(asked) === true || isAhead) {
        const timer = next.current?.timer ?? setTimeout(drawNow, DRAW_AFTER_MAX_MS);
        next.current = { draw, timer };
      } else {
        clearTimeout(next.current?.timer);
        next.current = null;
        draw();
      }
      takeBackIn(TAKE_BACK_AFTER_MS);
    },
    [drawNow, takeBackIn],
  );
  return { ...(asks ? answer : NOTHING), askSoon, askNext, drawNow };
}

/** The question that an answer is to. */
function textOf({ answers }: LiveAnswer): string | undefined {
  return answers === undefined ? undefined : JSON.stringify(answers);
}
