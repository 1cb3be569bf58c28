/** Customers write on the public pages and answer surveys; every desktop that sees it takes it in, some at once. */
import type { AnyRow } from '../../crm/kernel/entity.ts';
import { isWaiting, requestRecordId } from '../../crm/modules/portal/take-in.ts';
import type { SubmissionRow } from '../../crm/modules/portal/submission.entity.ts';
import { responseId } from '../../crm/modules/survey/survey-ids.ts';
import { countsForTicket } from '../../crm/modules/survey/survey.rules.ts';
import type { Engine } from '../../src-renderer/worker/engine/engine-api.ts';
import { few, freshId, oneOf, put, run } from './acting.ts';
import type { Action, Stage } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

/** Few, so that two requests are of one person. */
const ADDRESSES = ['mia@example.com', 'Mia@example.com', 'otto@example.com'] as const;

export const servePublic: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const act = world.pick([
    'request',
    'request',
    'takeIn',
    'takeIn',
    'survey',
    'invite',
    'answer',
    'answer',
    'refuse',
  ]);
  switch (act) {
    case 'request':
      return request(stage, engine, world.pick(['Ticket', 'Ticket', 'Lead']));
    case 'takeIn':
      return `takes in: ${(await takeInAll(engine)) ? 'confirmed' : 'nothing'}`;
    case 'survey':
      return makeSurvey(stage, engine);
    case 'invite':
      return invite(stage, engine);
    case 'answer': {
      if (oneOf(stage, engine, 'survey') === undefined) await makeSurvey(stage, engine);
      if (oneOf(stage, engine, 'surveyInvitation') === undefined) await invite(stage, engine);
      const invitation = oneOf(stage, engine, 'surveyInvitation');
      if (invitation === undefined) return 'nobody was asked';
      const score = 1 + world.roll(5);
      const values = { kind: 'Survey', what: 'Answer', invitation: invitation.id, score };
      const input = { entity: 'submission', id: freshId(stage), create: true, values };
      return put(stage, engine, `a customer answers ${score}`, input);
    }
    default: {
      if (takenIn(engine).length === 0) {
        await request(stage, engine, 'Ticket');
        await takeInAll(engine);
      }
      const rows = takenIn(engine);
      if (rows.length === 0) return 'nobody has written';
      return run(stage, engine, 'portal.refuse', {
        entity: 'ticket',
        id: requestRecordId(world.pick(rows)),
      });
    }
  }
};

function request(stage: Stage, engine: Engine, kind: string): Promise<string> {
  const email = stage.world.pick(ADDRESSES);
  const reference = `P-0000-${String(stage.serial++).padStart(4, '0')}`;
  const values = { kind, what: `Request ${stage.serial++}`, name: 'Mia Lund', email, reference };
  const input = { entity: 'submission', id: freshId(stage), create: true, values };
  return put(stage, engine, 'a customer writes', input);
}

function takenIn(engine: Engine): readonly SubmissionRow[] {
  return (few(engine, 'submission', 8) as readonly SubmissionRow[]).filter(
    (row) => row.kind === 'Ticket' && engine.get('ticket', requestRecordId(row)) !== undefined,
  );
}

function makeSurvey(stage: Stage, engine: Engine): Promise<string> {
  const { world } = stage;
  const kind = world.pick(['CSAT', 'CSAT', 'NPS']);
  const values = { name: `Survey ${stage.serial++}`, kind, active: true };
  const id = oneOf(stage, engine, 'survey')?.id ?? freshId(stage);
  return put(stage, engine, 'survey', { entity: 'survey', id, create: true, values });
}

function invite(stage: Stage, engine: Engine): Promise<string> {
  const ticket = oneOf(stage, engine, 'ticket');
  if (ticket === undefined || oneOf(stage, engine, 'survey') === undefined)
    return makeSurvey(stage, engine);
  return run(stage, engine, 'survey.invite', { ticket: ticket.id });
}

/** What every desktop does by itself; tells whether it wrote something. */
export async function takeInAll(engine: Engine): Promise<boolean> {
  const waiting = ([...engine.all('submission')] as SubmissionRow[])
    .filter((row) => isWaiting(row, engine))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, 50);
  const submissions = waiting.map(({ id }) => id);
  const taken = submissions.length > 0 && (await engine.run('portal.takeIn', { submissions })).ok;
  const tickets = [...new Set(answersIn(engine).map((row) => String(row['ticket'])))]
    .toSorted()
    .map((ticket) => ({ ticket }));
  const settled = tickets.length > 0 && (await engine.run('survey.settle', { tickets })).ok;
  return taken || settled;
}

function answersIn(engine: Pick<Engine, 'all'>): readonly AnyRow[] {
  return [...engine.all('surveyResponse')].filter(countsForTicket);
}

/** Everything that was sent is one ticket, one lead, one answer. */
export function checkSubmissions(desktop: SimDesktop): void {
  const rows = desktop.rows();
  const requests = new Map<string, number>();
  for (const entity of ['ticket', 'lead']) {
    for (const row of rows.all(entity)) {
      const reference = row['externalId'];
      if (typeof reference === 'string' && reference.startsWith('P-0000-'))
        requests.set(reference, (requests.get(reference) ?? 0) + 1);
    }
  }
  for (const row of rows.all('submission') as Iterable<SubmissionRow>) {
    if (isWaiting(row, rows)) throw new Violation(`submission ${row.id} was never taken in`);
    if (row.kind === 'Survey') {
      const wanted =
        row.invitation === undefined ? undefined : rows.get('surveyInvitation', row.invitation);
      const by = wanted?.['survey'];
      const kind = typeof by === 'string' ? rows.get('survey', by)?.['kind'] : undefined;
      if (kind === undefined || row.archivedAt !== undefined) continue;
      if (rows.get('surveyResponse', responseId(row.invitation ?? '')) === undefined)
        throw new Violation(`the answer ${row.id} is nowhere`);
      continue;
    }
    if (row.archivedAt !== undefined) continue;
    const count = requests.get(row.reference ?? '') ?? 0;
    // Somebody may have given the record another reference, or none: then it is there all the same.
    if (count > 1) throw new Violation(`request ${row.reference ?? ''} is there ${count} times`);
  }
}
