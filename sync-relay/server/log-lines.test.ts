import { expect, test } from 'vitest';
import { createLogLines } from './log-lines.ts';

test('an event is one line of JSON', () => {
  const lines: string[] = [];
  const log = createLogLines(
    () => 0,
    (line) => lines.push(line),
  );
  log('session.refused', { endpoint: 'feed', refusal: 'bad-token', counts: { count: 2 } });
  expect(lines).toEqual([
    '{"at":"1970-01-01T00:00:00.000Z","code":"session.refused","endpoint":"feed","refusal":"bad-token","counts":{"count":2}}\n',
  ]);
});

test('a flood of events is counted instead of written', () => {
  const lines: string[] = [];
  let nowMs = 0;
  const log = createLogLines(
    () => nowMs,
    (line) => lines.push(line),
  );
  for (let index = 0; index < 1_000; index++) log('session.opened');
  expect(lines).toHaveLength(600);
  nowMs = 60_000;
  log('session.opened');
  expect(JSON.parse(lines[600]!)).toMatchObject({ code: 'log.dropped', counts: { count: 400 } });
  expect(lines).toHaveLength(602);
});
