import { describe, expect, it } from 'vitest';
import { EMPTY_ENVELOPE } from '../../../crm/contracts/empty-envelope.fixture.ts';
import type { Envelope } from '../../../crm/contracts/envelope.contract.ts';
import { createArriving } from './arriving.ts';

function envelope(records: number, part: Partial<Envelope> = {}): Envelope {
  return {
    ...EMPTY_ENVELOPE,
    batch: 'b',
    ops: Array.from({ length: records }, () => ({
      doc: 'deal/1' as Envelope['ops'][number]['doc'],
      scope: 'workspace' as const,
      update: new Uint8Array(),
    })),
    ...part,
  };
}

function stage() {
  let later: (() => void) | null = null;
  let changes = 0;
  const arriving = createArriving(
    {
      after: (_ms, run) => {
        later = run;
        return () => (later = null);
      },
    },
    () => (changes += 1),
  );
  return { arriving, wait: () => later?.(), changes: () => changes, waits: () => later !== null };
}

describe('a large act of a teammate', () => {
  it('is shown from its first envelope until its last', () => {
    const { arriving, waits } = stage();
    arriving.take([envelope(512, { batchRecords: 1200 })]);
    expect(arriving.shown()).toEqual({ done: 512, total: 1200 });
    arriving.take([envelope(512, { batchRecords: 1200 }), envelope(176, { batchRecords: 1200 })]);
    expect(arriving.shown()).toBeNull();
    expect(waits()).toBe(false);
  });

  it('is shown together with another that comes at the same time', () => {
    const { arriving } = stage();
    arriving.take([envelope(10, { batchRecords: 100 })]);
    arriving.take([envelope(20, { batchRecords: 200, batch: 'other' })]);
    expect(arriving.shown()).toEqual({ done: 30, total: 300 });
  });

  it('is not waited for when it comes no further', () => {
    const { arriving, wait, changes } = stage();
    arriving.take([envelope(10, { batchRecords: 100 })]);
    wait();
    expect(arriving.shown()).toBeNull();
    expect(changes()).toBe(1);
  });

  it('that fits into one envelope, or does not say its size, is not shown', () => {
    const { arriving, waits } = stage();
    arriving.take([envelope(10, { batchRecords: 10 }), envelope(10), envelope(10, { batch: '' })]);
    expect(arriving.shown()).toBeNull();
    expect(waits()).toBe(false);
  });
});
