import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { CallInput, CallName, EventName } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { WorkerClient } from '../session/worker-client.ts';
import { createNoteSession } from './note-session.ts';

const ref = { entity: 'account', id: '01890000-0000-7000-8000-000000000001' };
const problem = {
  code: 'disk-full',
  message: 'There is no room left.',
  remedy: 'Free some space.',
};

/** The worker's half of a note: keeps what it confirms, and refuses while its disk is full. */
function startNote(text = '') {
  const kept = new Y.Doc();
  if (text !== '') kept.getXmlFragment('body').push([new Y.XmlText(text)]);
  const listeners = new Map<EventName, (data: never) => void>();
  const carets: Uint8Array[] = [];
  const called: CallName[] = [];
  const frames: (() => void)[] = [];
  let isFull = false;
  const answers: Partial<Record<CallName, (input: never) => unknown>> = {
    'note.open': () => ({ state: Y.encodeStateAsUpdate(kept), awareness: Uint8Array.of(0) }),
    'note.edit': ({ update }: CallInput<'note.edit'>) => {
      if (isFull) return { ok: false, problem };
      Y.applyUpdate(kept, update);
      return { ok: true, value: {} };
    },
    'note.caret': ({ awareness }: CallInput<'note.caret'>) => {
      carets.push(awareness);
      return {};
    },
  };
  const client = {
    call: async (name: CallName, input: never) => {
      called.push(name);
      return answers[name]?.(input) ?? {};
    },
    on: (name: EventName, listener: (data: never) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  } as unknown as WorkerClient;
  const note = createNoteSession({
    client,
    ref,
    user: { name: 'Ada', color: '#1971c2' },
    nextFrame: (run) => frames.push(run),
  });
  return {
    note,
    called,
    carets,
    kept: () => kept.getXmlFragment('body').toJSON(),
    fill: (full: boolean) => {
      isFull = full;
    },
    type: (words: string) => note.doc.getXmlFragment('body').push([new Y.XmlText(words)]),
    paint: async () => {
      for (const frame of frames.splice(0)) frame();
      await vi.advanceTimersByTimeAsync(0);
    },
    tell: (name: EventName, data: unknown) => listeners.get(name)?.(data as never),
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a note in a window', () => {
  it('is loaded only when its text has arrived', async () => {
    const { note } = startNote('written before');
    expect(note.state().loaded).toBe(false);
    await vi.advanceTimersByTimeAsync(0);
    expect(note.state()).toEqual({ loaded: true, saved: true, problem: null });
    expect(note.doc.getXmlFragment('body').toJSON()).toBe('written before');
    note.close();
  });

  it('hands over once a frame all that was typed in it, and is saved only when that is confirmed', async () => {
    const { note, type, paint, kept, called } = startNote();
    await paint();
    for (const letter of 'abc') type(letter);
    expect(note.state().saved).toBe(false);
    expect(kept()).toBe('');
    await paint();
    expect(kept()).toBe('abc');
    expect(note.state().saved).toBe(true);
    expect(called.filter((name) => name === 'note.edit')).toHaveLength(1);
    note.close();
  });

  it('does not hand back what came from the worker', async () => {
    const { note, tell, paint, called } = startNote();
    await paint();
    const other = new Y.Doc();
    other.getXmlFragment('body').push([new Y.XmlText('from Ben')]);
    tell('note.changed', { ...ref, update: Y.encodeStateAsUpdate(other) });
    await paint();
    expect(note.doc.getXmlFragment('body').toJSON()).toBe('from Ben');
    expect(called).not.toContain('note.edit');
    note.close();
  });

  it('leaves alone what is about another note', async () => {
    const { note, tell, paint } = startNote();
    await paint();
    const other = new Y.Doc();
    other.getXmlFragment('body').push([new Y.XmlText('elsewhere')]);
    tell('note.changed', {
      ...ref,
      id: ref.id.replace(/1$/, '2'),
      update: Y.encodeStateAsUpdate(other),
    });
    expect(note.doc.getXmlFragment('body').toJSON()).toBe('');
    note.close();
  });

  it('says why something is not saved, keeps it, and hands it over again by itself', async () => {
    const { note, type, paint, kept, fill } = startNote();
    await paint();
    fill(true);
    type('kept in mind');
    await paint();
    expect(note.state()).toMatchObject({ saved: false, problem });
    fill(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(kept()).toBe('kept in mind');
    expect(note.state()).toMatchObject({ saved: true, problem: null });
    note.close();
  });

  it('hands over what was typed last before it closes, without waiting for a frame', async () => {
    const { note, type, paint, kept, called } = startNote();
    await paint();
    type('last words');
    note.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(kept()).toBe('last words');
    expect(called.indexOf('note.edit')).toBeLessThan(called.indexOf('note.close'));
  });

  it('says again that its caret is here when the room forgot it', async () => {
    const { note, paint, carets, tell } = startNote();
    await paint();
    await paint();
    expect(carets).toHaveLength(1);
    const room = new Awareness(new Y.Doc());
    const { applyAwarenessUpdate } = await import('y-protocols/awareness');
    applyAwarenessUpdate(room, carets[0] ?? new Uint8Array(), 'window');
    removeAwarenessStates(room, [note.doc.clientID], 'relay');
    tell('note.carets', { ...ref, awareness: encodeAwarenessUpdate(room, [note.doc.clientID]) });
    await paint();
    applyAwarenessUpdate(room, carets.at(-1) ?? new Uint8Array(), 'window');
    expect(room.getStates().get(note.doc.clientID)).toMatchObject({ user: { name: 'Ada' } });
    room.destroy();
    note.close();
  });
});
