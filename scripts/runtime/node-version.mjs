// Which Node may run what. The tree needs type stripping without a flag (24.5 and later).

/** Given as major.minor; the end is exclusive. Kept beside `engines` of scripts/runtime/node. */
export const WANTED_NODE = { from: [24, 5], before: [25, 0] };

/**
 * @param {string} version such as `v24.21.0`
 * @returns {boolean} whether this Node may install, build and test
 */
export function isWantedNode(version) {
  const parts = /^v?(\d+)\.(\d+)\./.exec(version);
  if (parts === null) return false;
  const found = [Number(parts[1]), Number(parts[2])];
  return atLeast(found, WANTED_NODE.from) && !atLeast(found, WANTED_NODE.before);
}

/** @param {readonly number[]} found @param {readonly number[]} bound */
function atLeast([major = 0, minor = 0], [wantedMajor = 0, wantedMinor = 0]) {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
