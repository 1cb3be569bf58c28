import { Button, CopyButton, Popover, Progress, TextInput, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import type { SyncState } from '../../../crm/contracts/rpc/workspace.rpc.ts';
import { sayDone, sayProblem } from '../../kit/acts/toast.tsx';
import { useSync } from '../../kit/client/use-latest.ts';
import { dateFormat, numberFormat } from '../../kit/fields/formatters.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { useSession } from '../../kit/session/session.tsx';
import type { WorkerClient } from '../../kit/session/worker-client.ts';
import { syncWords } from './sync-words.ts';
import type { OpenWorkspace } from '../bootstrap.ts';

interface SyncIndicatorProps {
  readonly client: WorkerClient;
  readonly workspace: OpenWorkspace;
}

const UNKNOWN: SyncState = {
  state: 'connecting',
  pending: 0,
  refused: 0,
  problem: null,
  progress: null,
  arriving: null,
  lastLiveAt: null,
};

export function SyncIndicator({ client, workspace }: SyncIndicatorProps) {
  const { locale } = useSession();
  const sync = useSync(client) ?? UNKNOWN;
  const words = syncWords(sync);
  const { arriving, refused } = sync;
  const number = numberFormat(locale, {});
  const short =
    arriving === null
      ? words.short
      : `Receiving ${number.format(arriving.done)} of ${number.format(arriving.total)}`;
  const tone = refused > 0 ? 'bad' : arriving === null ? words.tone : 'busy';
  const pending =
    refused > 0 ? `${number.format(refused)} refused` : `${number.format(sync.pending)} waiting`;
  // Without a relay nothing waits for anybody.
  const waits = sync.pending > 0 && sync.state !== 'off';
  return (
    <Popover position="bottom-end" shadow="md" width={360} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className="sync-indicator"
          data-tone={tone}
          aria-label={`Sync: ${short}${waits ? `, ${pending}` : ''}`}
        >
          <span className="sync-dot" aria-hidden="true" />
          <span>
            {/* Read as it is written, it is what it is called. */}
            {short}
            {waits && ', '}
          </span>
          {waits && <span className="sync-pending">{pending}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="sync-popover">
        <Details sync={sync} workspace={workspace} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Details({
  sync,
  workspace,
}: {
  readonly sync: SyncState;
  readonly workspace: OpenWorkspace;
}) {
  const { locale } = useSession();
  const { long, tone } = syncWords(sync);
  const number = numberFormat(locale, {});
  const received = ({ done, total }: { readonly done: number; readonly total: number }): string =>
    `${number.format(done)} of ${number.format(total)} received`;
  return (
    <div className="sync-details">
      {sync.problem === null ? (
        <p>{long}</p>
      ) : (
        // A relay that is away is nothing to be alarmed by; one that refuses is.
        <p {...(tone === 'bad' ? { className: 'field-problem', role: 'alert' } : {})}>
          {sync.problem.message} {sync.problem.remedy}
        </p>
      )}
      {sync.progress !== null && sync.progress.total > 0 && (
        <Progress
          size="sm"
          value={(sync.progress.done / sync.progress.total) * 100}
          aria-label={received(sync.progress)}
        />
      )}
      {sync.arriving !== null && (
        <>
          <p>A teammate changed many records at once; they are coming in.</p>
          <Progress
            size="sm"
            value={(sync.arriving.done / sync.arriving.total) * 100}
            aria-label={received(sync.arriving)}
          />
        </>
      )}
      {sync.lastLiveAt !== null && sync.state !== 'live' && (
        <p className="field-help">
          Last connected{' '}
          {dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
            new Date(sync.lastLiveAt),
          )}
        </p>
      )}
      {sync.state !== 'off' && <Pending count={sync.pending} />}
      <Relay relayUrl={workspace.relayUrl} />
      {workspace.relayUrl !== null && <Invite />}
    </div>
  );
}

/** As many as one reads; the count says how many there are. */
const PENDING_SHOWN = 8;

function Pending({ count }: { readonly count: number }) {
  const { client, locale } = useSession();
  const number = numberFormat(locale, {});
  const [pending, setPending] = useState<CallOutput<'sync.pending'>>([]);
  useEffect(() => {
    let current = true;
    const read = (): void => {
      client.call('sync.pending', {}).then(
        (list) => (current ? setPending(list) : undefined),
        () => undefined,
      );
    };
    read();
    const stop = client.on('sync.changed', read);
    return () => {
      current = false;
      stop();
    };
  }, [client]);
  const isRefused = pending.some(({ problem }) => problem !== null);
  const sendAgain = async (): Promise<void> => {
    const done = await client.call('sync.sendAgain', {});
    if (!done.ok) sayProblem(done.problem);
  };
  return (
    <section aria-label="Waiting to be sent">
      <h2>{count === 0 ? 'Nothing is waiting' : `${number.format(count)} waiting to be sent`}</h2>
      {pending.length > 0 && (
        <ul
          className="sync-pending-list"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is scrolled by keys as well
          tabIndex={0}
        >
          {pending.slice(0, PENDING_SHOWN).map((entry) => (
            <li key={entry.n}>
              <span>{entry.label}</span>
              {entry.records > 1 && (
                <span className="field-help">{number.format(entry.records)} records</span>
              )}
              {entry.problem !== null && (
                <span className="field-problem">
                  {entry.problem.message} {entry.problem.remedy}
                </span>
              )}
            </li>
          ))}
          {pending.length > PENDING_SHOWN && (
            <li className="field-help">and {number.format(count - PENDING_SHOWN)} more</li>
          )}
        </ul>
      )}
      {isRefused && (
        <Button size="compact-xs" variant="default" onClick={() => void sendAgain()}>
          Send again
        </Button>
      )}
    </section>
  );
}

function Relay({ relayUrl }: { readonly relayUrl: string | null }) {
  const { client } = useSession();
  const [draft, setDraft] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    const next = (draft ?? '').trim();
    if (next !== '' && !/^wss?:\/\/\S+$/.test(next)) {
      sayProblem({
        message: 'The address of the relay is not one.',
        remedy: 'It begins with ws:// or wss://.',
      });
      return;
    }
    setSaving(true);
    const done = await client.call('workspace.setRelay', { relayUrl: next === '' ? null : next });
    setSaving(false);
    if (done.ok) setDraft(null);
    else sayProblem(done.problem);
  };
  if (draft === null) {
    return (
      <p className="sync-relay">
        <span>
          Relay: <code>{relayUrl ?? 'none'}</code>
        </span>
        <Button variant="subtle" size="compact-xs" onClick={() => setDraft(relayUrl ?? '')}>
          {relayUrl === null ? 'Set' : 'Change'}
        </Button>
      </p>
    );
  }
  return (
    <form
      className="sync-relay"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        aria-label="Relay address"
        placeholder="wss://relay.example.com"
        value={draft}
        data-autofocus
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Button type="submit" loading={saving}>
        Save
      </Button>
    </form>
  );
}

/** Whoever has the link can read and write everything, so it is fetched and shown only when asked for. */
function Invite() {
  const { client } = useSession();
  const [link, setLink] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    const invited = await client.call('workspace.invite', {});
    if (invited.ok) setLink(invited.value.link);
    else sayProblem(invited.problem);
  };
  if (link === null) {
    return (
      <Button
        fullWidth
        variant="light"
        leftSection={<Icon name="user" size={14} />}
        onClick={() => void show()}
      >
        Invite a teammate
      </Button>
    );
  }
  return (
    <div className="sync-invite">
      <TextInput
        label="Invitation"
        description="Whoever has this link can read and change everything here. Send it only to people you trust."
        readOnly
        value={link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={link}>
        {({ copied, copy }) => (
          <Button
            fullWidth
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={14} />}
            onClick={() => {
              copy();
              sayDone('The invitation is in the clipboard');
            }}
          >
            {copied ? 'Copied' : 'Copy the link'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
