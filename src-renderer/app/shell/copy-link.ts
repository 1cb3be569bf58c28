/** A link that opens the same place on a teammate's desktop. */
import { formatOpenLink } from '../../../crm/contracts/open-link.contract.ts';
import { copyText } from '../../kit/acts/copy-text.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';

export async function copyLink(workspaceId: string, place: string): Promise<void> {
  const link = formatOpenLink(workspaceId, place);
  if (link === undefined) {
    sayProblem({
      message: 'This is too long for a link.',
      remedy: 'Save it as a view, share that, and copy the link of the view.',
    });
    return;
  }
  await copyText(link, 'Link copied');
}
