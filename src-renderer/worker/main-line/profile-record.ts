/**
 * What a profile must still know when the browser's storage was lost: that there was a store, and how to get to the
 * workspace again. It lies, sealed, in the main process's file of unsent envelopes under a device name that no
 * desktop has, and is never removed. A store that opens empty beside it was lost, and is filled again from the relay
 * and from the unsent envelopes.
 */
import * as z from 'zod';
import { workspaceTokenSchema } from '../../../crm/contracts/join-link.contract.ts';
import { fail, ok, type Problem, type Result } from '../../../crm/kernel/result.ts';
import type { Seal } from '../store/seal.ts';
import type { MainLine } from './main-line.ts';

/** A device's own id is a UUID, so this one is nobody's. */
export const PROFILE_DEVICE = 'profile';
const PROFILE_NUMBER = 1;
const ADDRESS = 'profile-record';

export const profileRecordSchema = z.strictObject({
  v: z.literal(1),
  token: workspaceTokenSchema,
  workspaceName: z.string(),
  userId: z.uuid(),
  userName: z.string(),
  relayUrl: z.string().nullable(),
  /** ISO 4217 */
  currency: z.string(),
  /** This desktop made the workspace, so it may also bring it to a relay that has never heard of it. */
  creator: z.boolean(),
});
export type ProfileRecord = z.infer<typeof profileRecordSchema>;

export interface ProfileRecords {
  /** null: this profile has never had a workspace. */
  readonly read: () => Promise<Result<ProfileRecord | null>>;
  readonly write: (record: ProfileRecord) => Promise<Result<null>>;
}

export function createProfileRecords({
  line,
  seal,
}: {
  readonly line: MainLine;
  readonly seal: Seal;
}): ProfileRecords {
  return {
    read: async () => {
      const answer = await line.ask('unsent.list', { device: PROFILE_DEVICE });
      if (!answer.ok) return answer;
      const entry = answer.value.entries.find(({ device }) => device === PROFILE_DEVICE);
      if (entry === undefined) return ok(null);
      const bytes = await seal.open(entry.bytes, ADDRESS);
      const record = bytes === null ? null : parse(bytes);
      return record === null ? fail(UNREADABLE) : ok(record);
    },
    write: async (record) => {
      const plain = new TextEncoder().encode(JSON.stringify(record));
      const bytes = new Uint8Array(await seal.close(plain, ADDRESS));
      const answer = await line.ask('unsent.append', {
        device: PROFILE_DEVICE,
        n: PROFILE_NUMBER,
        bytes,
      });
      return answer.ok ? ok(null) : answer;
    },
  };
}

function parse(bytes: Uint8Array): ProfileRecord | null {
  try {
    const parsed = profileRecordSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const UNREADABLE: Problem = {
  code: 'profile-unreadable',
  message: 'The key of this profile does not open its data.',
  remedy:
    'If the key store of this computer was replaced, bring the old one back. Otherwise start another profile and join the workspace again with an invite link.',
};
