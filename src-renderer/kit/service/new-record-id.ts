import { newId } from '../../../crm/kernel/ids.ts';

/** For a record that the window wants to open as soon as it is made. */
export function newRecordId(): string {
  return newId(
    { nowMs: () => Date.now() },
    { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
  );
}
