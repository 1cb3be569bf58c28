import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { parseJoinLink } from '../../../crm/contracts/join-link.contract.ts';
import { Icon } from '../../kit/icons/icon.tsx';

/** A profile holds one workspace; an invitation to another one opens in a profile of its own. */
export function JoinRefused({
  link,
  workspaceName,
}: {
  readonly link: string;
  readonly workspaceName: string;
}) {
  const [dismissed, setDismissed] = useState<string | null>(null);
  const invitation = parseJoinLink(link);
  if (dismissed === link) return null;
  const target =
    invitation === null
      ? 'an invitation that cannot be read'
      : `an invitation to “${invitation.workspace}”`;
  return (
    <p className="shell-note" role="status">
      <span>
        You opened {target}, but this profile already holds “{workspaceName}”. Start Rapport with
        another profile (--profile NAME) and open the link there.
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={20}
        aria-label="Dismiss"
        onClick={() => setDismissed(link)}
      >
        <Icon name="close" size={12} />
      </ActionIcon>
    </p>
  );
}
