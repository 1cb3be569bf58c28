import { expect, test } from 'vitest';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { requestRecordId } from '../../../crm/modules/portal/take-in.ts';
import type { Engine } from '../engine/engine-api.ts';
import { watchCustomers } from './customer-watch.ts';

const AT = '2026-03-02T10:00:00.000Z';
const ids = [1, 2].map((digit) => `0190a000-0000-7000-8000-00000000000${digit}`);
const [FIRST = '', SECOND = ''] = ids;

const sent = (id: string): AnyRow => ({
  id,
  entity: 'submission',
  createdAt: AT,
  createdBy: '',
  kind: 'Ticket',
});
const answer = (ticket: string, score: number): AnyRow => ({
  ...sent(FIRST),
  entity: 'surveyResponse',
  kind: 'CSAT',
  ticket,
  score,
});

type Run = (name: string, input: unknown) => Promise<Result<unknown>>;

function watched(run: Run) {
  const rows: AnyRow[] = [];
  const timers: (() => void)[] = [];
  const ran: (readonly [name: string, input: unknown])[] = [];
  const engine = {
    get: (entity: string, id: string) => rows.find((row) => row.entity === entity && row.id === id),
    all: (entity: string) => rows.filter((row) => row.entity === entity),
    syncState: () => ({ state: 'live' }),
    run: (name: string, input: unknown) => {
      ran.push([name, input]);
      return run(name, input);
    },
  };
  const watch = watchCustomers({
    engine: engine as unknown as Engine,
    timers: {
      after: (_ms, due) => {
        timers.push(due);
        return () => undefined;
      },
    },
    random: { bytes: (length) => new Uint8Array(length) },
  });
  const pass = async (): Promise<void> => {
    for (const due of timers.splice(0)) due();
    await new Promise(setImmediate);
  };
  const come = (row: AnyRow): void => {
    rows.push(row);
    watch.rowsChanged([{ entity: row.entity, id: row.id, before: undefined, after: row }]);
  };
  const made = (id: string): void => {
    rows.push({ ...sent(requestRecordId({ id, kind: 'Ticket' })), entity: 'ticket' });
  };
  return { watch, ran, pass, come, made };
}

const none = fail({ code: 'nothing-to-take-in', message: '', remedy: '' });
const full = fail({ code: 'disk-full', message: '', remedy: '' });

test('what comes while something is taken in is taken in next, not with the next change', async () => {
  const ends: (() => void)[] = [];
  const { ran, pass, come, made } = watched(async () => {
    await new Promise<void>((resolve) => ends.push(resolve));
    return none;
  });
  come(sent(FIRST));
  await pass();
  expect(ran).toHaveLength(1);
  come(sent(SECOND));
  await pass();
  made(FIRST);
  ends.shift()?.();
  await pass();
  expect(ran.map(([, input]) => input)).toEqual([
    { submissions: [FIRST] },
    { submissions: [SECOND] },
  ]);
});

test('a ticket says what its customer answered also where the disk was full at first', async () => {
  let isFull = true;
  const { ran, pass, watch } = watched(() => Promise.resolve(isFull ? full : ok({})));
  const told = { entity: 'surveyResponse', id: FIRST, before: answer('t', 2), after: undefined };
  watch.rowsChanged([told]);
  await pass();
  isFull = false;
  watch.rowsChanged([{ ...told, before: undefined, after: answer('u', 5) }]);
  await pass();
  expect(ran.at(-1)).toEqual([
    'survey.settle',
    { tickets: [{ ticket: 't', was: 2 }, { ticket: 'u' }] },
  ]);
});

test('an answer that is said of another ticket leaves nothing behind on the first', async () => {
  const { ran, pass, watch } = watched(() => Promise.resolve(ok({})));
  watch.rowsChanged([
    { entity: 'surveyResponse', id: FIRST, before: answer('t', 2), after: answer('u', 2) },
  ]);
  await pass();
  expect(ran).toEqual([['survey.settle', { tickets: [{ ticket: 't', was: 2 }, { ticket: 'u' }] }]]);
});
