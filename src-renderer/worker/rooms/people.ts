/** Who is in a room, as their awareness states say it. States come from other programs: nothing in them is trusted. */
import * as z from 'zod';
import { colorOf } from '../../../crm/contracts/person-color.ts';
import type { PersonHere } from '../../../crm/contracts/rpc/record.rpc.ts';

/** A room full of forged states must not fill the screen. */
const PEOPLE_MAX = 50;
const NAME_MAX_CHARS = 120;
const WINDOWS_MAX = 20;

export interface Me {
  readonly userId: string;
  readonly name: string;
}

/** What a desktop says of itself in a record's room; `user` is what other Yjs programs show. */
export interface PresenceState {
  readonly userId: string;
  readonly user: { readonly name: string; readonly color: string };
  readonly windows: readonly { readonly windowId: string; readonly field: string | null }[];
}

const color = z.string().regex(/^#[0-9a-f]{6}$/i);
const presenceSchema = z.object({
  userId: z.string().max(64).catch(''),
  user: z.object({ name: z.string().min(1), color: color.optional().catch(undefined) }),
  windows: z
    .array(z.object({ windowId: z.string().max(80), field: z.string().max(40).nullable() }))
    .max(WINDOWS_MAX)
    .catch([]),
});

export function presenceOf(me: Me, windows: PresenceState['windows']): PresenceState {
  return { userId: me.userId, user: { name: me.name, color: colorOf(me.userId) }, windows };
}

/** One a window; a program that knows no windows is one person without a field. */
export function peopleIn(
  states: ReadonlyMap<number, unknown>,
  own: { readonly client: number; readonly windowId: string },
): PersonHere[] {
  const people: PersonHere[] = [];
  for (const [client, state] of states) {
    const parsed = presenceSchema.safeParse(state);
    if (!parsed.success) continue;
    const { userId, user, windows } = parsed.data;
    const person = {
      userId,
      name: user.name.slice(0, NAME_MAX_CHARS),
      color: user.color ?? colorOf(userId || user.name),
    };
    for (const { windowId, field } of windows.length > 0
      ? windows
      : [{ windowId: '', field: null }]) {
      if (people.length >= PEOPLE_MAX) return people;
      const self = client === own.client && windowId === own.windowId;
      people.push({ key: `${client}/${windowId}`, ...person, field, self });
    }
  }
  return people;
}
