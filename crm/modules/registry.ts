/**
 * The one list of entities. Adding one is its folder and its line here.
 *
 * What is exported are the entities in force: `modules` and `workModules` are bindings that another list takes the
 * place of whenever the team's own fields and objects change (`registry.subscribe` tells when). A screen reads them
 * while it renders; nothing keeps them from when it was loaded.
 */
import type { ModuleDef } from '../kernel/command.ts';
import { createRegistry } from '../kernel/custom/registry.ts';
import type { EntityDef } from '../kernel/entity.ts';
import { account } from './account/account.entity.ts';
import { activity } from './activity/activity.entity.ts';
import { activityOnImport, activityOnWrite } from './activity/activity.rules.ts';
import {
  closeActivity,
  detachOccurrence,
  rescheduleActivity,
  skipOccurrence,
} from './activity/series.rules.ts';
import { articleVote } from './article/article-vote.entity.ts';
import { article } from './article/article.entity.ts';
import { comment } from './comment/comment.entity.ts';
import { commentCommands } from './comment/comment.rules.ts';
import {
  articleOnWrite,
  publishAction,
  publishArticle,
  voteOnArticle,
} from './article/article.rules.ts';
import { captureMail } from './activity/mail-capture.rules.ts';
import { contact } from './contact/contact.entity.ts';
import { contract } from './contract/contract.entity.ts';
import {
  contractOnWrite,
  remindOfContracts,
  renewAction,
  renewContract,
} from './contract/contract.rules.ts';
import { returnOrder } from './return/return.entity.ts';
import { makeReturn, returnOnCreate, returnOnWrite } from './return/return.rules.ts';
import { customField } from './customField/customField.entity.ts';
import { customFieldCommands, customFieldOnWrite } from './customField/customField.rules.ts';
import { customObject } from './customObject/customObject.entity.ts';
import { customObjectCommands } from './customObject/customObject.rules.ts';
import { deal } from './deal/deal.entity.ts';
import { dealOnImport, dealOnWrite } from './deal/deal.rules.ts';
import { follow } from './follow/follow.entity.ts';
import { followRecords, seeNews } from './follow/follow.rules.ts';
import { importMapping } from './importMapping/import-mapping.entity.ts';
import { layout } from './layout/layout.entity.ts';
import { layoutCommands } from './layout/layout.rules.ts';
import { lead } from './lead/lead.entity.ts';
import { convertAction, convertLead } from './lead/lead.rules.ts';
import { servicePolicy } from './policy/policy.entity.ts';
import { policyOnWrite } from './policy/policy.rules.ts';
import { mention } from './mention/mention.entity.ts';
import { makeMention, seeMentions } from './mention/mention.rules.ts';
import { merge } from './merge/merge.entity.ts';
import { mergeCommands } from './merge/merge.rules.ts';
import { notDuplicate } from './merge/not-duplicate.entity.ts';
import { pipeline } from './pipeline/pipeline.entity.ts';
import { pipelineCommands } from './pipeline/pipeline.rules.ts';
import { portal } from './portal/portal.entity.ts';
import { submission } from './portal/submission.entity.ts';
import {
  refuseLeadAction,
  refuseRequest,
  refuseTicketAction,
  takeInSubmissions,
} from './portal/portal.rules.ts';
import { priceBook } from './priceBook/price-book.entity.ts';
import { product } from './product/product.entity.ts';
import { promotion } from './promotion/promotion.entity.ts';
import { acceptQuote, declineQuote } from './quote/answer.rules.ts';
import { quote } from './quote/quote.entity.ts';
import { makeQuote, moveQuote, quoteAction, reviseQuote } from './quote/quote.rules.ts';
import { qualityRule } from './quality/quality-rule.entity.ts';
import { queue } from './queue/queue.entity.ts';
import { addQueue, mergeQueues, queueOnWrite } from './queue/queue.rules.ts';
import { savedReply } from './reply/saved-reply.entity.ts';
import { rate } from './rate/rate.entity.ts';
import { rateOnWrite, setRate } from './rate/rate.rules.ts';
import { routingRule } from './routing/routing-rule.entity.ts';
import { ownerForNewLead } from './routing/routing.rules.ts';
import { share } from './share/share.entity.ts';
import { shareCommands } from './share/share.rules.ts';
import { scoreRule } from './score/score-rule.entity.ts';
import { survey, surveyInvitation } from './survey/survey.entity.ts';
import { logAnswer } from './survey/log-answer.rules.ts';
import { surveyResponse } from './survey/survey-response.entity.ts';
import {
  inviteToSurvey,
  responseOnCreate,
  responseOnWrite,
  settleSatisfaction,
} from './survey/survey.rules.ts';
import { withTerritory } from './territory/territories.ts';
import { territory } from './territory/territory.entity.ts';
import { ticket } from './ticket/ticket.entity.ts';
import { escalateTickets } from './ticket/escalation.rules.ts';
import { mergeTickets, splitTicket } from './ticket/merge.rules.ts';
import { sendReply } from './ticket/reply.rules.ts';
import {
  respondAction,
  respondToTicket,
  takeTicket,
  ticketOnWrite,
} from './ticket/ticket.rules.ts';
import { user } from './user/user.entity.ts';
import { view } from './view/view.entity.ts';
import { viewOnWrite } from './view/view.rules.ts';
import { workspace } from './workspace/workspace.entity.ts';
import { setTimeZone, workspaceOnWrite } from './workspace/workspace.rules.ts';

/** What this version comes with; what people work with in the order in which the navigation shows it. */
export const builtInModules: readonly ModuleDef[] = [
  { entity: account, onCreate: withTerritory },
  { entity: contact },
  {
    entity: lead,
    onCreate: (values, context) => ownerForNewLead(withTerritory(values, context), context),
    commands: [convertLead],
    actions: [convertAction, refuseLeadAction],
  },
  { entity: deal, onWrite: dealOnWrite, onImport: dealOnImport, actions: [quoteAction] },
  {
    entity: quote,
    commands: [makeQuote, reviseQuote, moveQuote, acceptQuote, declineQuote],
  },
  {
    entity: contract,
    onWrite: contractOnWrite,
    commands: [renewContract, remindOfContracts],
    actions: [renewAction],
  },
  {
    entity: ticket,
    onWrite: ticketOnWrite,
    commands: [respondToTicket, takeTicket, sendReply, mergeTickets, splitTicket, escalateTickets],
    actions: [respondAction, refuseTicketAction],
  },
  {
    entity: returnOrder,
    onCreate: returnOnCreate,
    onWrite: returnOnWrite,
    commands: [makeReturn],
  },
  {
    entity: article,
    onWrite: articleOnWrite,
    commands: [voteOnArticle, publishArticle],
    actions: [publishAction],
  },
  {
    entity: surveyResponse,
    onCreate: responseOnCreate,
    onWrite: responseOnWrite,
    commands: [inviteToSurvey, settleSatisfaction, logAnswer],
  },
  {
    entity: activity,
    onWrite: activityOnWrite,
    onImport: activityOnImport,
    commands: [closeActivity, rescheduleActivity, skipOccurrence, detachOccurrence, captureMail],
  },
  { entity: product },
  { entity: user },
  { entity: priceBook },
  { entity: promotion },
  { entity: territory },
  { entity: queue, onWrite: queueOnWrite, commands: [addQueue, mergeQueues] },
  { entity: servicePolicy, onWrite: policyOnWrite },
  { entity: savedReply },
  { entity: survey },
  { entity: surveyInvitation },
  { entity: portal },
  { entity: submission, commands: [takeInSubmissions, refuseRequest] },
  { entity: importMapping },
  { entity: articleVote },
  { entity: pipeline, commands: pipelineCommands(() => builtInModules) },
  { entity: rate, onWrite: rateOnWrite, commands: [setRate] },
  {
    entity: customField,
    onWrite: customFieldOnWrite(() => builtInModules),
    commands: customFieldCommands(() => builtInModules),
  },
  { entity: customObject, commands: customObjectCommands(() => builtInModules) },
  { entity: mention, commands: [makeMention, seeMentions] },
  { entity: comment, commands: commentCommands },
  { entity: follow, commands: [followRecords, seeNews] },
  { entity: share, commands: shareCommands },
  { entity: merge, commands: mergeCommands(() => builtInModules.map(({ entity }) => entity)) },
  { entity: notDuplicate },
  { entity: routingRule },
  { entity: scoreRule },
  { entity: qualityRule },
  { entity: view, onWrite: viewOnWrite },
  {
    entity: layout,
    commands: layoutCommands(() => builtInModules.map(({ entity }) => entity)),
  },
  { entity: workspace, onWrite: workspaceOnWrite, commands: [setTimeZone] },
];

/** Those of this process, as far as it has been told of definitions. The worker has one of its own a workspace. */
export const registry = createRegistry(builtInModules);

/** All of them. */
export let modules: readonly ModuleDef[] = registry.modules();

/** What people work with every day; the others configure it. */
export let workModules: readonly ModuleDef[] = registry.workModules();

registry.subscribe(() => {
  modules = registry.modules();
  workModules = registry.workModules();
});

export function moduleNamed(name: string): ModuleDef | undefined {
  return registry.module(name);
}

export function entityNamed(name: string): EntityDef | undefined {
  return registry.entity(name);
}
