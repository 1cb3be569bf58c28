/** A link that opens the same place on a teammate's desktop. */
import { formatOpenLink } from '../../../crm/contracts/open-link.contract.ts';
import { sayDone, sayProblem } from '../../kit/acts/toast.tsx';

export async function copyLink(workspaceId: string, place: string): Promise<void> {
  const link = formatOpenLink(workspaceId, place);
  if (link === undefined) {
    sayProblem({
      message: 'This is too long for a link.',
      remedy: 'Save it as a view, share that, and copy the link of the view.',
    });
    return;
  }
  await navigator.clipboard.writeText(link);
  sayDone('Link copied');
}
