/** Contracts are renewed and reminded of, and goods sent back, on several desktops at once. */
import { renewalIds } from '../../crm/modules/contract/contract.rules.ts';
import { freshId, oneOf, put, run } from './acting.ts';
import type { Action } from './actions.ts';
import type { SimDesktop } from './sim-desktop.ts';
import { Violation } from './violation.ts';

const CONTRACTS_MAX = 3;
/** Long enough that its reminder is due whatever the clocks of the desktops say. */
const TERM = { start: '2000-01-01', reminderDays: 3_650 };

export const workOnContracts: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const contract = oneOf(stage, engine, 'contract');
  if (
    contract === undefined ||
    (world.chance(150) && [...engine.all('contract')].length < CONTRACTS_MAX)
  ) {
    // Its end is near: of a month that is over soon by this desktop's clock.
    const today = new Date(desktop.nowMs()).toISOString().slice(0, 10);
    const values = { ...TERM, end: today, name: `Contract ${stage.serial++}`, status: 'Signed' };
    const input = { entity: 'contract', id: freshId(stage), create: true, values };
    return put(stage, engine, 'signs a contract', input);
  }
  if (world.chance(400)) return run(stage, engine, 'contract.renew', { contract: contract.id });
  return run(stage, engine, 'contract.remind', { contracts: [contract.id] });
};

export const sendBack: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const sent = oneOf(stage, engine, 'return');
  const ticket = oneOf(stage, engine, 'ticket');
  if (sent === undefined || world.chance(150)) {
    if (ticket === undefined) return 'has nothing to send back';
    return run(stage, engine, 'return.make', { ticket: ticket.id });
  }
  const status = world.pick(['Approved', 'Received', 'Inspected', 'Rejected', 'Closed']);
  const input = { entity: 'return', id: sent.id, create: false, values: { status } };
  return put(stage, engine, `${status} return ${sent.id.slice(-4)}`, input);
};

/** However many desktops renewed it: of one contract one contract follows, with the deal that is to win it. */
export function checkRenewals(desktop: SimDesktop): void {
  for (const row of desktop.rows().all('contract')) {
    const { renewalOf } = row;
    if (typeof renewalOf === 'string' && row.id !== renewalIds(renewalOf).contract)
      throw new Violation(`contract ${renewalOf} was renewed more than once`);
  }
}
