import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { parseJoinLink } from '../../../crm/contracts/join-link.contract.ts';
import { currencyChoices } from '../../kit/fields/currencies.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { currencyOf, localeFacts } from '../../kit/session/locale.ts';
import type { WorkerClient } from '../../kit/session/worker-client.ts';

interface FirstRunProps {
  readonly client: WorkerClient;
  readonly locale: string;
  readonly joinLink: string | null;
  readonly defaultRelayUrl: string | null;
}

type Way = 'new' | 'join';

export function FirstRun({ client, locale, joinLink, defaultRelayUrl }: FirstRunProps) {
  const [chosen, setChosen] = useState<Way | null>(null);
  // An invitation that was opened decides, until the person does.
  const way = chosen ?? (joinLink === null ? 'new' : 'join');
  return (
    <main className="first-run">
      <div className="first-run-card">
        <span className="brand-mark" aria-hidden="true">
          R
        </span>
        <h1>Welcome to Rapport</h1>
        <p className="first-run-lead">
          Everything you enter is kept on this desktop and works without a network; with one, your
          team sees it at once.
        </p>
        <SegmentedControl
          fullWidth
          aria-label="How to begin"
          value={way}
          onChange={(value) => setChosen(value)}
          data={[
            { value: 'new', label: 'New workspace' },
            { value: 'join', label: 'Join with a link' },
          ]}
        />
        {way === 'new' ? (
          <NewWorkspace client={client} locale={locale} defaultRelayUrl={defaultRelayUrl} />
        ) : (
          <Join key={joinLink ?? ''} client={client} joinLink={joinLink} />
        )}
      </div>
    </main>
  );
}

interface Failure {
  readonly message: string;
  readonly remedy: string;
}

/** A button that does nothing would not say what is missing. */
const NAMELESS: Failure = {
  message: 'Your name is missing.',
  remedy: 'Your team sees it beside what you do.',
};
const WORKSPACE_NAMELESS: Failure = {
  message: 'The workspace has no name yet.',
  remedy: 'That of your company or team will do.',
};

function focusFirstEmpty(form: HTMLFormElement | null): void {
  const required = form?.querySelectorAll<HTMLInputElement>('input[required]') ?? [];
  [...required].find(({ value }) => value.trim() === '')?.focus();
}

function Problem({ failure }: { readonly failure: Failure | null }) {
  if (failure === null) return null;
  return (
    <p className="field-problem" role="alert">
      {failure.message} {failure.remedy}
    </p>
  );
}

function NewWorkspace({ client, locale, defaultRelayUrl }: Omit<FirstRunProps, 'joinLink'>) {
  const [userName, setUserName] = useState('');
  const [workspaceName, setWorkspaceName] = useState('');
  const [currency, setCurrency] = useState(() => currencyOf(localeFacts(locale).country));
  const [relay, setRelay] = useState(defaultRelayUrl ?? '');
  const [busy, setBusy] = useState<'empty' | 'sample' | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const named = userName.trim() !== '' && workspaceName.trim() !== '';
  const currencies = useMemo(() => [...currencyChoices(locale)], [locale]);

  const create = async (sampleData: boolean): Promise<void> => {
    if (!named) {
      setFailure(userName.trim() === '' ? NAMELESS : WORKSPACE_NAMELESS);
      focusFirstEmpty(form.current);
      return;
    }
    setBusy(sampleData ? 'sample' : 'empty');
    setFailure(null);
    const relayUrl = relay.trim() === '' ? null : relay.trim();
    if (relayUrl !== null && !/^wss?:\/\/\S+$/.test(relayUrl)) {
      setBusy(null);
      setFailure({
        message: 'The address of the relay is not one.',
        remedy: 'It begins with ws:// or wss://; leave it empty to work alone for now.',
      });
      return;
    }
    const done = await client.call('workspace.create', {
      userName,
      workspaceName,
      relayUrl,
      currency,
      sampleData,
    });
    if (done.ok) return;
    setBusy(null);
    setFailure(done.problem);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void create(false);
  };

  return (
    <form ref={form} noValidate onSubmit={onSubmit} className="first-run-form">
      <YourName value={userName} onChange={setUserName} />
      <TextInput
        label="Workspace name"
        size="sm"
        placeholder="Your company or team"
        required
        withAsterisk={false}
        maxLength={120}
        value={workspaceName}
        onChange={(event) => setWorkspaceName(event.currentTarget.value)}
      />
      <Select
        label="Currency"
        size="sm"
        searchable
        allowDeselect={false}
        selectFirstOptionOnChange
        // What there is room for below it at 200 %: over the field it would hide what one types.
        styles={{ options: { maxHeight: '26vh', overflowY: 'auto' } }}
        data={currencies}
        value={currency}
        onChange={(value) => value !== null && setCurrency(value)}
      />
      <details className="first-run-more">
        <summary>Syncing with a team</summary>
        <TextInput
          label="Relay address"
          size="sm"
          description="Where the desktops of your team meet. Leave it empty to work alone; it can be set later."
          placeholder="ws://127.0.0.1:4433"
          value={relay}
          onChange={(event) => setRelay(event.currentTarget.value)}
        />
      </details>
      <Problem failure={failure} />
      <div className="first-run-acts">
        <Button type="submit" size="sm" loading={busy === 'empty'}>
          Start empty
        </Button>
        <Button
          size="sm"
          variant="default"
          loading={busy === 'sample'}
          leftSection={<Icon name="sparkle" size={14} />}
          onClick={() => void create(true)}
        >
          Start with sample data
        </Button>
      </div>
      <p className="field-help">Sample data can be removed without a trace at any time.</p>
    </form>
  );
}

function Join({ client, joinLink }: Pick<FirstRunProps, 'client' | 'joinLink'>) {
  const [userName, setUserName] = useState('');
  const [link, setLink] = useState(joinLink ?? '');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const invitation = parseJoinLink(link);

  const join = async (): Promise<void> => {
    if (userName.trim() === '') {
      setFailure(NAMELESS);
      focusFirstEmpty(form.current);
      return;
    }
    if (invitation === null) {
      focusFirstEmpty(form.current);
      setFailure({
        message: 'This is not an invitation.',
        remedy: 'Ask for the whole link: it begins with rapport://join/.',
      });
      return;
    }
    setBusy(true);
    setFailure(null);
    const done = await client.call('workspace.join', { userName, link });
    if (done.ok) return;
    setBusy(false);
    setFailure(done.problem);
  };

  return (
    <form
      ref={form}
      noValidate
      className="first-run-form"
      onSubmit={(event) => {
        event.preventDefault();
        void join();
      }}
    >
      <YourName value={userName} onChange={setUserName} />
      <TextInput
        label="Invitation"
        size="sm"
        placeholder="rapport://join/…"
        required
        withAsterisk={false}
        spellCheck={false}
        description={
          invitation === null
            ? 'A teammate copies it from the sync indicator at the top of the window.'
            : `Joins “${invitation.workspace}” through ${invitation.relay}`
        }
        value={link}
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <Problem failure={failure} />
      <div className="first-run-acts">
        <Button type="submit" size="sm" loading={busy}>
          Join
        </Button>
      </div>
    </form>
  );
}

function YourName({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  return (
    <TextInput
      label="Your name"
      size="sm"
      autoComplete="name"
      required
      withAsterisk={false}
      maxLength={120}
      value={value}
      autoFocus
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
