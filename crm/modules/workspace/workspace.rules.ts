/** What may be said of a workspace. */
import * as z from 'zod';
import { defineCommand, type WriteRule } from '../../kernel/command.ts';
import { fail, ok } from '../../kernel/result.ts';
import { isTimeZone } from '../../kernel/zoned-days.ts';
import { WORKSPACE_ID, workspace } from './workspace.entity.ts';

export const SET_TIME_ZONE = 'workspace.setTimeZone';

/** Makes the record in a workspace from before it had one; several desktops that do it at once make one. */
export const setTimeZone = defineCommand({
  name: SET_TIME_ZONE,
  input: z.strictObject({ name: z.string().trim().min(1).max(120), timeZone: z.string().max(80) }),
  plan: ({ name, timeZone }) =>
    ok({
      records: [
        { entity: workspace.name, id: WORKSPACE_ID, create: true, values: { name, timeZone } },
      ],
      label: `Time zone ${timeZone}`,
    }),
});

export const workspaceOnWrite: WriteRule = (_before, patch) => {
  const zone = patch['timeZone'];
  return typeof zone !== 'string' || isTimeZone(zone)
    ? { ok: true, patch }
    : fail({
        code: 'unknown-time-zone',
        message: `“${zone}” is no time zone.`,
        remedy: 'Choose one from the list, such as Europe/Berlin.',
        fields: ['timeZone'],
      });
};
