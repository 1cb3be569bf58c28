import { protocol } from 'electron';
import { APP_SCHEME } from '../../crm/contracts/ipc-wire.contract.ts';

/** Must come before `ready`. Standard and secure give the pages an origin, and so IndexedDB, workers and crypto. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        codeCache: true,
      },
    },
  ]);
}
