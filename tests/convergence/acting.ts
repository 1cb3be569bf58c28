/** What all actions share: records in which people meet, and what was confirmed to them. */
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { newId } from '../../crm/kernel/ids.ts';
import type { Result } from '../../crm/kernel/result.ts';
import type { Done, Engine, RecordInput } from '../../src-renderer/worker/engine/engine-api.ts';
import type { Stage } from './actions.ts';

/** Those that were there first, so that people meet in them. */
export function few(engine: Engine, entity: string, count = 4): readonly AnyRow[] {
  return [...engine.all(entity)].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, count);
}

/** One of the first few; undefined where there is none. */
export function oneOf({ world }: Stage, engine: Engine, entity: string): AnyRow | undefined {
  const rows = few(engine, entity);
  return rows.length === 0 ? undefined : world.pick(rows);
}

export function freshId({ world }: Stage): string {
  return newId({ nowMs: world.nowMs }, world.random);
}

/** Remembers what was confirmed. An act that changed nothing made no envelope, and promises nothing. */
export function noted({ ledger }: Stage, engine: Engine, done: Result<Done>): string {
  if (!done.ok) return done.problem.code;
  if (engine.undoList().some(({ id }) => id === done.value.txId)) ledger.acts.add(done.value.txId);
  return 'confirmed';
}

export async function put(
  stage: Stage,
  engine: Engine,
  label: string,
  ...inputs: readonly RecordInput[]
): Promise<string> {
  return `${label} ${noted(stage, engine, await engine.write(inputs, { label, batch: '' }))}`;
}

export async function run(
  stage: Stage,
  engine: Engine,
  name: string,
  input: unknown,
): Promise<string> {
  return `${name} ${noted(stage, engine, await engine.run(name, input))}`;
}

/** People go by the ids of the desktops at which they sit. */
export function personAt(index: number): string {
  return `00000000-0000-7000-8000-00000000000${index}`;
}
