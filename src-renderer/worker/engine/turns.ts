/**
 * One thing at a time: whatever reads and then writes documents runs as a turn, so turns never interleave. Only a large
 * act lets edits in, where nothing of its own is applied and not yet committed: it takes seconds, and a person does not
 * wait that long for a keystroke.
 */

/**
 * What a turn is: an `edit` is over in a moment and may be let in; an `act` is a person's too, but is large, and edits
 * that came after it stay behind it; `other` is all else.
 */
export type TurnKind = 'edit' | 'act' | 'other';

export interface Turns {
  <Value>(run: () => Promise<Value>, kind?: TurnKind): Promise<Value>;
  /** Whether `letEditsIn` would run any. */
  readonly hasEdits: () => boolean;
  /** For whoever has the turn: runs the edits that wait now; who edits without a break does not stop the act. */
  readonly letEditsIn: () => Promise<void>;
}

interface Waiting {
  readonly kind: TurnKind;
  readonly take: () => Promise<unknown>;
}

/** What `before` gives, if anything, comes to its end before a turn; not before an edit that is let in. */
export function createTurns(before: () => Promise<unknown> | undefined = () => undefined): Turns {
  const waiting: Waiting[] = [];
  let isRunning = false;

  function nextEdit(): number {
    const at = waiting.findIndex(({ kind }) => kind !== 'other');
    return waiting[at]?.kind === 'edit' ? at : -1;
  }

  async function runAll(): Promise<void> {
    isRunning = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const first = before();
      if (first !== undefined) await first.catch(() => undefined);
      await next.take();
    }
    isRunning = false;
  }

  const turn = <Value>(run: () => Promise<Value>, kind: TurnKind = 'other'): Promise<Value> =>
    new Promise<Value>((resolve, reject) => {
      // The next turn starts whether or not this one failed; its caller hears of the failure.
      const take = (): Promise<unknown> => Promise.resolve().then(run).then(resolve, reject);
      waiting.push({ kind, take });
      if (!isRunning) void runAll();
    });

  return Object.assign(turn, {
    hasEdits: () => nextEdit() >= 0,
    letEditsIn: async () => {
      const edits: Waiting[] = [];
      for (let at = nextEdit(); at >= 0; at = nextEdit()) edits.push(...waiting.splice(at, 1));
      for (const { take } of edits) await take();
    },
  });
}
