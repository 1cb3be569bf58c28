import type { calendarCalls } from '../../../crm/contracts/rpc/calendar.rpc.ts';
import type { CallHandlers } from './rpc-server.ts';
import type { Shell } from './shell.ts';

export function createCalendarCalls(shell: Shell): Pick<CallHandlers, keyof typeof calendarCalls> {
  return {
    'calendar.entries': async (range) => (await shell.workspace()).calendar.entries(range),
  };
}
