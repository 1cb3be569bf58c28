/** What a person is told when the store refused a commit. */
import type { Problem } from '../../../crm/kernel/result.ts';
import type { CommitFailure } from '../store/store.ts';

export const COMMIT_PROBLEMS: Readonly<Record<CommitFailure, Problem>> = {
  full: {
    code: 'disk-full',
    message: 'There is no room left on the disk, so this change was not saved.',
    remedy: 'Free some space and make the change again. Everything saved before is safe.',
  },
  closed: {
    code: 'store-closed',
    message: 'The local database was closed, so this change was not saved.',
    remedy: 'Restart Rapport. Everything saved before is safe.',
  },
  failed: {
    code: 'store-failed',
    message: 'The local database refused this change, so it was not saved.',
    remedy: 'Try again; if it keeps happening, restart Rapport. Everything saved before is safe.',
  },
};
