/** The one list of entities. Adding one is its folder and its line here. */
import type { ModuleDef } from '../kernel/command.ts';
import type { EntityDef } from '../kernel/entity.ts';
import { account } from './account/account.entity.ts';
import { activity } from './activity/activity.entity.ts';
import { activityOnWrite } from './activity/activity.rules.ts';
import { contact } from './contact/contact.entity.ts';
import { deal } from './deal/deal.entity.ts';
import { dealOnWrite } from './deal/deal.rules.ts';
import { lead } from './lead/lead.entity.ts';
import { convertAction, convertLead } from './lead/lead.rules.ts';
import { servicePolicy } from './policy/policy.entity.ts';
import { policyOnWrite } from './policy/policy.rules.ts';
import { product } from './product/product.entity.ts';
import { savedReply } from './reply/saved-reply.entity.ts';
import { rate } from './rate/rate.entity.ts';
import { rateOnWrite, setRate } from './rate/rate.rules.ts';
import { ticket } from './ticket/ticket.entity.ts';
import { respondAction, respondToTicket, ticketOnWrite } from './ticket/ticket.rules.ts';
import { user } from './user/user.entity.ts';

/** All of them; what people work with in the order in which the navigation shows it. */
export const modules: readonly ModuleDef[] = [
  { entity: account },
  { entity: contact },
  { entity: lead, commands: [convertLead], actions: [convertAction] },
  { entity: deal, onWrite: dealOnWrite },
  {
    entity: ticket,
    onWrite: ticketOnWrite,
    commands: [respondToTicket],
    actions: [respondAction],
  },
  { entity: activity, onWrite: activityOnWrite },
  { entity: product },
  { entity: user },
  { entity: servicePolicy, onWrite: policyOnWrite },
  { entity: savedReply },
  { entity: rate, onWrite: rateOnWrite, commands: [setRate] },
];

/** What people work with every day; the others configure it. */
export const workModules: readonly ModuleDef[] = modules.filter(
  ({ entity }) => !entity.traits.includes('setting'),
);

const byName = new Map<string, ModuleDef>(modules.map((module) => [module.entity.name, module]));

export function moduleNamed(name: string): ModuleDef | undefined {
  return byName.get(name);
}

export function entityNamed(name: string): EntityDef | undefined {
  return byName.get(name)?.entity;
}
