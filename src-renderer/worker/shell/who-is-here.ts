/** Which user of the workspace this desktop works as. */
import { ok, type Result } from '../../../crm/kernel/result.ts';
import { survivorOf } from '../../../crm/modules/merge/survivor.ts';
import type { Engine } from '../engine/engine-api.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import type { RowChange } from '../rows/row-change.ts';

export interface WhoIsHere {
  readonly id: () => string;
  /** True when it is somebody else from now on. */
  readonly rowsChanged: (changes: readonly RowChange[]) => boolean;
}

/** A user that was merged into another one works as that one, here as on every desktop. */
export async function enterAs(
  engine: Engine,
  profile: Pick<ProfileRecord, 'userId' | 'userName'>,
): Promise<Result<WhoIsHere>> {
  engine.setActor(profile.userId);
  const known = await ensureUser(engine, profile);
  if (!known.ok) return known;
  const survivor = (): string => survivorOf(engine, 'user', profile.userId);
  let id = survivor();
  engine.setActor(id);
  return ok({
    id: () => id,
    rowsChanged(changes) {
      if (!changes.some(({ entity }) => entity === 'user') || survivor() === id) return false;
      id = survivor();
      engine.setActor(id);
      return true;
    },
  });
}

/** Everybody who works in a workspace is a record of it, so that owners, history and presence have a name. */
async function ensureUser(
  engine: Engine,
  { userId, userName }: Pick<ProfileRecord, 'userId' | 'userName'>,
): Promise<Result<null>> {
  if (engine.get('user', userId) !== undefined) return ok(null);
  const written = await engine.write(
    [{ entity: 'user', id: userId, values: { name: userName }, create: true }],
    { label: 'Join the workspace', batch: '', unlisted: true },
  );
  return written.ok ? ok(null) : written;
}
