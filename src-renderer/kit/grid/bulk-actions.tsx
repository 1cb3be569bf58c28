/** What can be done with selected rows, in the order in which the bar shows it. One line here adds one. */
import { FOLLOW_AT_ONCE_MAX } from '../../../crm/modules/follow/follow.rules.ts';
import { SHARE_AT_ONCE_MAX } from '../../../crm/modules/share/share.rules.ts';
import { MergeButton } from '../duplicates/bulk-merge.tsx';
import { MERGE_MAX_RECORDS } from '../duplicates/merge-dialog.tsx';
import { ArchiveButton } from './bulk-archive.tsx';
import type { BulkAction } from './bulk-action.ts';
import { AssignButton, assignField } from './bulk-assign.tsx';
import { ChangeFieldButton } from './bulk-change.tsx';
import { FollowSelectedButton, ShareSelectedButton } from './bulk-together.tsx';
import { MembersButton, memberFields } from './bulk-members.tsx';

export const bulkActions: readonly BulkAction[] = [
  {
    name: 'assign',
    isOffered: (entity) => assignField(entity) !== undefined,
    Button: AssignButton,
  },
  { name: 'change', isOffered: () => true, Button: ChangeFieldButton },
  {
    name: 'members',
    isOffered: (entity) => memberFields(entity).length > 0,
    Button: MembersButton,
  },
  {
    name: 'merge',
    isOffered: (entity, { count, archived }) =>
      entity.duplicates !== undefined && !archived && count > 1 && count <= MERGE_MAX_RECORDS,
    Button: MergeButton,
  },
  {
    name: 'follow',
    isOffered: (_entity, { count }) => count <= FOLLOW_AT_ONCE_MAX,
    Button: FollowSelectedButton,
  },
  {
    name: 'share',
    isOffered: (_entity, { count }) => count <= SHARE_AT_ONCE_MAX,
    Button: ShareSelectedButton,
  },
  {
    name: 'archive',
    isOffered: (entity) => entity.traits.includes('archivable'),
    Button: ArchiveButton,
  },
];
