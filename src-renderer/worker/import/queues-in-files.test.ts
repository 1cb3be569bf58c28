import { expect, test } from 'vitest';
import { queueId } from '../../../crm/modules/queue/queue.rules.ts';
import { createHarness, only } from './import-harness.ts';

test('a queue that a file names is the one that somebody adds by hand meanwhile', async () => {
  const harness = await createHarness();
  await harness.import('tickets.csv', 'Ticket subject,Queue\nPrinter,Returns\n', {
    entity: 'ticket',
  });
  expect(only(harness, 'queue').id).toBe(queueId('returns'));
  expect(await harness.engine.run('queue.add', { name: 'Returns' })).toMatchObject({
    problem: { code: 'queue-name-taken' },
  });
});
