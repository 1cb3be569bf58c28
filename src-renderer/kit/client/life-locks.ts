/** Web Locks as signs of life; see WORKER_LOCK in the contract. */

/** Resolves once the lock is held; from then on it is held until this page ends. */
export function holdForLife(locks: LockManager, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, () => {
      resolve();
      return new Promise<never>(() => {});
    });
    held.catch(reject);
  });
}

/** Resolves true when the holder of the lock is gone, false when `signal` ended the waiting before. */
export async function whenReleased(
  locks: LockManager,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await locks.request(name, { mode: 'shared', signal }, () => undefined);
    return !signal.aborted;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
