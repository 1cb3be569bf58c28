import {
  formatJoinLink,
  parseJoinLink,
  type Invitation,
} from '../../../crm/contracts/join-link.contract.ts';
import { newId } from '../../../crm/kernel/ids.ts';
import { fail, ok, type Result } from '../../../crm/kernel/result.ts';
import { WORKSPACE_ID, workspace } from '../../../crm/modules/workspace/workspace.entity.ts';
import type { ProfileRecord } from '../main-line/profile-record.ts';
import type { Platform } from './platform.ts';
import type { CallHandlers } from './rpc-server.ts';
import { addSamples, removeSamples } from './sample-data.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import type { Shell } from './shell.ts';
import { badLink, noRelay } from './shell-problems.ts';

type WorkspaceCall =
  | 'workspace.state'
  | 'workspace.create'
  | 'workspace.join'
  | 'workspace.invite'
  | 'workspace.setRelay'
  | 'sample.add'
  | 'sample.remove'
  | 'sync.state'
  | 'sync.pending'
  | 'sync.sendAgain'
  | 'worker.figures';

const SECRET_BYTES = 32;
/** For links of the first versions, which did not say what the workspace counts in. */
const DEFAULT_CURRENCY = 'EUR';

export function createWorkspaceCalls(
  shell: Shell,
  platform: Platform,
): Pick<CallHandlers, WorkspaceCall> {
  const writing = async (
    write: (workspace: OpenWorkspace) => Promise<Result<null>>,
  ): Promise<Result<Record<string, never>>> => {
    const workspace = await shell.workspace();
    const problem = workspace.diskProblem();
    return problem === null ? nothing(await write(workspace)) : fail(problem);
  };

  return {
    'workspace.state': () => shell.state(),
    'workspace.create': async ({ userName, workspaceName, relayUrl, currency, sampleData }) => {
      const token = drawToken(platform);
      const opened = await shell.found({
        v: 1,
        token,
        workspaceName,
        userId: newId(platform.clock, platform.random),
        userName,
        relayUrl,
        currency,
        creator: true,
      });
      if (!opened.ok) return opened;
      const noted = await noteWorkspace(opened.value.engine, workspaceName, platform.timeZone);
      if (!noted.ok) return noted;
      return sampleData
        ? nothing(await addSamples(opened.value.engine, platform, opened.value.profile()))
        : ok({});
    },
    'workspace.join': async ({ userName, link }) => {
      const invitation = parseJoinLink(link);
      if (invitation === null) return fail(badLink);
      const opened = await shell.found(profileFrom(invitation, userName, platform));
      return opened.ok ? ok({}) : opened;
    },
    'workspace.invite': async () => {
      const { relayUrl, token, workspaceName, currency } = (await shell.workspace()).profile();
      if (relayUrl === null) return fail(noRelay);
      return ok({
        link: formatJoinLink({ v: 1, relay: relayUrl, workspace: workspaceName, token, currency }),
      });
    },
    'workspace.setRelay': async ({ relayUrl }) => nothing(await shell.setRelay(relayUrl)),
    'sample.add': () => writing(({ engine, profile }) => addSamples(engine, platform, profile())),
    'sample.remove': () =>
      writing(({ engine, registry }) => {
        const entities = registry.modules().map(({ entity }) => entity);
        return removeSamples(engine, platform, entities);
      }),
    'sync.state': async () => (await shell.engine()).syncState(),
    'sync.pending': async () =>
      (await shell.engine()).pending().map(({ n, label, atMs, records, problem }) => ({
        n,
        label,
        at: new Date(atMs).toISOString(),
        records,
        problem,
      })),
    'sync.sendAgain': async () => nothing(await (await shell.engine()).sendAgain()),
    'worker.figures': () => shell.figures(),
  };
}

function profileFrom(
  { relay, workspace, token, currency }: Invitation,
  userName: string,
  { clock, random }: Pick<Platform, 'clock' | 'random'>,
): ProfileRecord {
  return {
    v: 1,
    token,
    workspaceName: workspace,
    // Names are no identity: who turns out to be there already says so, and the two users are merged.
    userId: newId(clock, random),
    userName,
    relayUrl: relay,
    currency: currency ?? DEFAULT_CURRENCY,
    creator: false,
  };
}

/** What is true of the whole workspace from its first day on: it counts in the time zone of whoever made it. */
async function noteWorkspace(
  engine: OpenWorkspace['engine'],
  name: string,
  timeZone: string,
): Promise<Result<null>> {
  const noted = await engine.write(
    [{ entity: workspace.name, id: WORKSPACE_ID, values: { name, timeZone }, create: true }],
    { label: `Create ${name}`, batch: '', unlisted: true },
  );
  return noted.ok ? ok(null) : noted;
}

/** `<workspace id>.<secret>`: the relay keeps a hash of the secret, whoever holds it may read and write everything. */
function drawToken({ clock, random }: Platform): string {
  let binary = '';
  for (const byte of random.bytes(SECRET_BYTES)) binary += String.fromCharCode(byte);
  const secret = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${newId(clock, random)}.${secret}`;
}

function nothing(result: Result<null>): Result<Record<string, never>> {
  return result.ok ? ok({}) : result;
}
