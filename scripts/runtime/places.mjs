// Where things of this checkout lie.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const CHECKOUT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Everything that is fetched or built for this machine and is not a dependency of npm's. */
export const RUNTIME = path.join(CHECKOUT, '.runtime');
