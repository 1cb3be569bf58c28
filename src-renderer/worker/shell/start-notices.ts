import type { Problem } from '../../../crm/kernel/result.ts';
import type { StartReport } from '../engine/engine-api.ts';

/** What a person must hear about a start that was not an ordinary one. */
export function startNotices({ lost, damaged, recovered }: StartReport): Problem[] {
  const notices: Problem[] = [];
  if (lost) {
    notices.push({
      code: 'store-lost',
      message: 'The local database of this profile was lost by the system.',
      remedy: 'It is being filled again from the relay. Keep the app open until that is done.',
    });
  }
  if (damaged.length > 0) {
    notices.push({
      code: 'store-damaged',
      message: `${damaged.length} ${damaged.length === 1 ? 'part' : 'parts'} of the local database were damaged and set aside.`,
      remedy:
        'What they held is being fetched from the relay again. Check the disk of this computer.',
    });
  }
  if (recovered > 0) {
    notices.push({
      code: 'edits-recovered',
      message: `${recovered} ${recovered === 1 ? 'change' : 'changes'} that had not been sent were brought back from the second copy.`,
      remedy: 'There is nothing to do.',
    });
  }
  return notices;
}
