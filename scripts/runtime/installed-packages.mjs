// Whether node_modules is what the lockfile says, decided from two files and without the network.

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lockfile
 */

/**
 * npm leaves `node_modules/.package-lock.json` behind as the last act of an install, so an
 * interrupted install counts as none. Optional packages may be absent: they are for other systems.
 *
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json
 * @returns {string[]} the places that differ; empty when nothing is to be installed
 */
export function staleness(wanted, installed) {
  const stale = [];
  for (const [place, entry] of Object.entries(wanted.packages ?? {})) {
    if (place === '') continue;
    const found = installed.packages?.[place];
    if (found === undefined) {
      if (entry.optional !== true) stale.push(place);
    } else if (found.version !== entry.version || found.integrity !== entry.integrity) {
      stale.push(place);
    }
  }
  return stale;
}
