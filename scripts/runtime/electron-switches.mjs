// Switches that this machine, not the product, makes necessary.
import { statfsSync } from 'node:fs';

/** Chromium keeps pictures and messages in shared memory; containers often have 64 MB of it. */
const ENOUGH_SHARED_MEMORY_BYTES = 512 * 1024 * 1024;

/** @returns {number} */
function sharedMemoryBytes() {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks;
  } catch {
    return 0;
  }
}

/** @returns {string[]} */
export function switchesOfThisMachine() {
  if (process.platform !== 'linux') return [];
  const switches = [];
  // Chromium refuses to set up its sandbox as root.
  if (process.getuid?.() === 0) switches.push('--no-sandbox');
  if (sharedMemoryBytes() < ENOUGH_SHARED_MEMORY_BYTES) switches.push('--disable-dev-shm-usage');
  return switches;
}
