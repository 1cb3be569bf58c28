/** Two desktops may complete one time of a repeating task at once; they must end with one record of it. */
import { newId } from '../../crm/kernel/ids.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import type { Stage } from './actions.ts';
import { Violation } from './violation.ts';
import type { SimDesktop } from './sim-desktop.ts';

export async function completeOccurrence(
  stage: Stage,
  _desktop: SimDesktop,
  engine: Engine,
): Promise<string> {
  const { world, ledger } = stage;
  const confirm = (txId: string): void => {
    // An act that changed nothing made no envelope, and promises nothing.
    if (engine.undoList().some(({ id }) => id === txId)) ledger.acts.add(txId);
  };
  const series = [...engine.all('activity')].filter((row) => row['recurrence'] !== undefined);
  if (series.length < 2) {
    const id = newId({ nowMs: () => world.nowMs() }, world.random);
    const values = {
      kind: 'Task',
      subject: `Round ${stage.serial++}`,
      status: 'Not Started',
      recurrence: 'FREQ=DAILY',
      timeZone: 'Europe/Berlin',
      dueAt: '2026-03-27T08:00:00.000Z',
    };
    const begun = await engine.write([{ entity: 'activity', id, create: true, values }], {
      label: 'series',
      batch: '',
    });
    if (begun.ok) confirm(begun.value.txId);
    return `begins series ${id.slice(-4)}`;
  }
  const row = world.pick(series.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  const occurrence = row['dueAt'];
  const input = { activity: row.id, occurrence: occurrence ?? null, status: 'Completed' };
  const done = await engine.run('activity.close', input);
  if (done.ok) confirm(done.value.txId);
  return `completes ${JSON.stringify(occurrence)} of ${row.id.slice(-4)} ${done.ok ? 'confirmed' : done.problem.code}`;
}

/** However many desktops completed it, and in whatever order: one time of a series is one record. */
export function checkOccurrences(desktop: SimDesktop, edited: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (const row of desktop.rows().all('activity')) {
    const { series, occurrence } = row;
    if (typeof series !== 'string' || typeof occurrence !== 'string') continue;
    const name = `${series} ${occurrence}`;
    if (seen.has(name)) throw new Violation(`${name} is there twice`);
    if (row['status'] !== 'Completed' && !edited.has(series))
      throw new Violation(`${name} was completed and is not`);
    seen.add(name);
  }
}
