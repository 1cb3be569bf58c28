// Native packages come in one variant per system. A registry mirror may carry only some of them;
// npm then leaves the others out of the lockfile, and `npm ci` refuses that lockfile everywhere.
// Here they are written down by version and system, so that `npm ci` skips them as foreign.

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'x64'];
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} name such as `@oxlint/binding-linux-arm64-musl`
 * @returns {{ os: string[], cpu: string[], libc?: string[] } | null} null where the name tells nothing
 */
export function systemOf(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return null;
  const libc = Object.entries(LIBRARIES).find(([word]) => words.includes(word))?.[1];
  return os === 'linux' && libc !== undefined
    ? { os: [os], cpu: [cpu], libc: [libc] }
    : { os: [os], cpu: [cpu] };
}

/**
 * @param {Readonly<Record<string, LockEntry>>} packages of a lockfile
 * @returns {Record<string, LockEntry>} the entries that it lacks, by place
 */
export function missingVariants(packages) {
  /** @type {Record<string, LockEntry>} */
  const missing = {};
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const top = `node_modules/${name}`;
      if (packages[top] !== undefined || packages[`${place}/${top}`] !== undefined) continue;
      const system = systemOf(name);
      if (system === null || !/^\d+\.\d+\.\d+$/.test(version)) continue;
      missing[top] = {
        version,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
        ...system,
      };
    }
  }
  return missing;
}
