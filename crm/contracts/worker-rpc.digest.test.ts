/**
 * A window and a worker of two versions may meet: an update replaces the files while a window of the old one still
 * holds the old worker. They find out by WORKER_RPC_VERSION, so it must grow with the contract.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod';
import {
  WORKER_RPC_VERSION,
  windowMessageSchema,
  workerCalls,
  workerEvents,
  workerMessageSchema,
} from './worker-rpc.contract.ts';

const HELD = { version: 8, digest: '72e16c8165c21480' };

/** Shapes only: what a schema refines (a pattern, a bound) is in it, what it computes is not. */
function shapeOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
}

test('the number of the contract is raised whenever the contract is another one', () => {
  const calls = Object.entries(workerCalls).map(([name, { input, output }]) => [
    name,
    shapeOf(input),
    shapeOf(output),
  ]);
  const events = Object.entries(workerEvents).map(([name, data]) => [name, shapeOf(data)]);
  const messages = [shapeOf(windowMessageSchema), shapeOf(workerMessageSchema)];
  const byName = (a: readonly unknown[], b: readonly unknown[]): number =>
    String(a[0]) < String(b[0]) ? -1 : 1;
  const whole = JSON.stringify([calls.toSorted(byName), events.toSorted(byName), messages]);
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 16);
  expect(
    { version: WORKER_RPC_VERSION, digest },
    'raise WORKER_RPC_VERSION by one, and write the number and the digest received here into HELD',
  ).toEqual(HELD);
});
