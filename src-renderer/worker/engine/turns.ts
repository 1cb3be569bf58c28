/** One thing at a time: whatever reads and then writes documents runs as a turn, so turns never interleave. */
export type Turns = <Value>(run: () => Promise<Value>) => Promise<Value>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const turn = last.then(run);
    // The next turn starts whether or not this one failed; its caller hears of the failure.
    last = turn.catch(() => undefined);
    return turn;
  };
}
