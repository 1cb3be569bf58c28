import { safeStorage } from 'electron';
import type { KeyStore } from '../data-safety/vault.ts';

/**
 * The system's key store. On Linux without one, Electron falls back to a password that is in its
 * source: that protects nothing, so it does not count as a store.
 */
export const systemKeyStore: KeyStore = {
  isReal() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    if (process.platform !== 'linux') return true;
    const backend = safeStorage.getSelectedStorageBackend();
    return backend !== 'basic_text' && backend !== 'unknown';
  },
  wrap: (text) => safeStorage.encryptString(text),
  unwrap: (wrapped) => safeStorage.decryptString(wrapped),
};
