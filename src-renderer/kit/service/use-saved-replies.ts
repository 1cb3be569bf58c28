import type { Query } from '../../../crm/kernel/query.ts';
import { PAGE_MAX_ROWS } from '../../../crm/kernel/query.ts';
import { savedReply } from '../../../crm/modules/reply/saved-reply.entity.ts';

/** A team that has more than this finds none of them by looking. */
export const allReplies: Query = {
  entity: savedReply.name,
  sort: [{ field: 'name', direction: 'ascending' }],
  window: { offset: 0, limit: PAGE_MAX_ROWS },
};
