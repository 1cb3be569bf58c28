/** The pages that customers see: what is on them, and at which address they are. */
import { Button, Group } from '@mantine/core';
import type { AnyRow } from '../../../crm/kernel/entity.ts';
import { PORTAL_ID, PORTAL_PAGES } from '../../../crm/contracts/public-pages.contract.ts';
import { portal, type PortalRow } from '../../../crm/modules/portal/portal.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { copyText } from '../../kit/acts/copy-text.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { newRecordId } from '../../kit/service/new-record-id.ts';
import { usePortal } from '../../kit/service/use-portal.ts';
import { SettingForm } from './setting-form.tsx';
import type { SettingsSectionProps } from './settings-section.ts';

const KEYS = [
  'name',
  'enabled',
  'color',
  'welcome',
  'pages',
  'queue',
  'ticketType',
  'language',
] as const;

export function PortalSection({ workspace: open }: SettingsSectionProps) {
  const acts = useActs();
  const row = usePortal();
  if (row === undefined) return <section aria-label="Portal" aria-busy="true" />;
  const begin = (): void => {
    const values = {
      name: `${open.workspaceName} help`,
      color: 'Blue',
      welcome: 'Find an answer, or ask us.',
      pages: [...PORTAL_PAGES],
    };
    void acts.put(portal, PORTAL_ID, values, 'Portal begun');
  };
  return (
    <section aria-label="Portal">
      <h2>Portal</h2>
      <p className="field-help">
        Pages for customers, shown by the relay: articles that are published for the public, a form
        to ask, a form for those who are new, and your surveys. What they send becomes a ticket or a
        lead here. Nothing else of the workspace is ever shown.
      </p>
      {row === null ? (
        <Button variant="default" onClick={begin}>
          Set up the portal
        </Button>
      ) : (
        <>
          <Address row={row} relayUrl={open.relayUrl} />
          <SettingForm
            entity={portal}
            keys={KEYS}
            row={row as unknown as AnyRow}
            canRemove={false}
            onDone={() => undefined}
          />
        </>
      )}
    </section>
  );
}

interface AddressProps {
  readonly row: PortalRow;
  readonly relayUrl: string | null;
}

/** The address as the relay says it, or what is missing for there to be one. */
function Address({ row, relayUrl }: AddressProps) {
  const acts = useActs();
  const { address } = row;
  if (relayUrl === null)
    return (
      <p role="status" className="portal-missing">
        <Icon name="warning" size={14} />
        <span>
          This workspace has no relay, and a relay shows the pages. Choose one behind the sign at
          the top right.
        </span>
      </p>
    );
  if (row.enabled !== true)
    return <p role="status">Customers cannot see it yet: tick it below, and save.</p>;
  if (address === undefined)
    return (
      <p role="status" className="portal-missing">
        <Icon name="warning" size={14} />
        <span>
          The relay has not said at which address it shows the pages. Whoever runs it starts it with{' '}
          <code>--portal</code>.
        </span>
      </p>
    );
  const leave = (): void =>
    void acts.update(
      portal,
      row.id,
      { addressTurn: newRecordId(), address: null },
      'New address asked for',
    );
  return (
    <div>
      <p role="status">
        Customers find it at <a href={address}>{address}</a>
      </p>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<Icon name="copy" size={14} />}
          onClick={() => void copyText(address, 'Address copied')}
        >
          Copy the address
        </Button>
        <Button variant="subtle" color="gray" onClick={leave}>
          Leave this address for another
        </Button>
      </Group>
    </div>
  );
}
