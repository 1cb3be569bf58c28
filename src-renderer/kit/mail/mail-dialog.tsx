/** E-mails that were dropped or opened: what they say, and what becomes of each. */
import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { phones } from '../../../crm/kernel/fields/phones.field.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { CAPTURE_MAIL, LETTERS_MAX } from '../../../crm/modules/activity/mail-capture.rules.ts';
import { useActs } from '../acts/acts.ts';
import { DialogFoot } from '../acts/dialog-foot.tsx';
import { ProblemLine } from '../acts/problem-line.tsx';
import { useOneAtATime } from '../acts/use-one-at-a-time.ts';
import { dateFormat } from '../fields/formatters.ts';
import { useNavigation, useParseContext, useSession } from '../session/session.tsx';
import { useFocusBack } from '../session/use-focus-back.ts';
import { captured, proposalFor, type Fate, type Proposal, type Said } from './capture-draft.ts';
import { DealChoice } from './deal-choice.tsx';
import { readLetterFile, type Letter } from './letter.ts';
import { useKnownPeople } from './use-known-people.ts';
import './mail.css';

interface MailDialogProps {
  readonly files: readonly File[];
  readonly onClose: () => void;
}

interface Read {
  readonly letters: readonly Letter[];
  readonly problems: readonly Problem[];
}

export function MailDialog({ files, onClose }: MailDialogProps) {
  const [read, setRead] = useState<Read | null>(null);
  useEffect(() => {
    let over = false;
    void readAll(files.slice(0, LETTERS_MAX)).then((all) => {
      if (!over) setRead(all);
    });
    return () => {
      over = true;
    };
  }, [files]);
  const count = files.length;
  return (
    <Modal
      opened
      onClose={onClose}
      title={count === 1 ? 'Take in an e-mail' : `Take in ${Math.min(count, LETTERS_MAX)} e-mails`}
      size={680}
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {read === null ? (
        <p className="field-help" role="status">
          Reading…
        </p>
      ) : (
        <Letters read={read} onClose={onClose} />
      )}
      {count > LETTERS_MAX && (
        <p className="field-help">
          The first {LETTERS_MAX} of {count}; drop the others once these are done.
        </p>
      )}
    </Modal>
  );
}

/** One after the other, so that a folder of letters with large attachments is never in memory as a whole. */
async function readAll(files: readonly File[]): Promise<Read> {
  const letters = new Map<string, Letter>();
  const problems: Problem[] = [];
  for (const file of files) {
    const one = await readLetterFile(file);
    if (one.ok) letters.set(one.value.key, one.value);
    else problems.push(one.problem);
  }
  return { letters: [...letters.values()], problems };
}

function Letters({ read, onClose }: { readonly read: Read; readonly onClose: () => void }) {
  useFocusBack();
  const acts = useActs();
  const { openRecord } = useNavigation();
  const context = useParseContext();
  const oneAtATime = useOneAtATime();
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const addresses = useMemo(
    () =>
      read.letters
        .flatMap(({ from, to }) => [from, ...to.slice(0, 1)])
        .map(({ address }) => address),
    [read],
  );
  const people = useKnownPeople(addresses);
  const proposals = read.letters.map((letter) => proposalFor(letter, people));
  const phoneOf = (text: string): string | undefined => {
    const parsed = phones.parse(text, {}, context);
    return parsed.ok ? parsed.value[0]?.number : undefined;
  };
  const taken = proposals.flatMap((proposal) => {
    const one = captured(proposal, said[proposal.letter.key] ?? {}, phoneOf);
    return one === undefined ? [] : [one];
  });
  const submit = useRef<HTMLButtonElement>(null);
  const { isReady } = people;
  // Mostly all is as it should be: one Enter is enough.
  useEffect(() => {
    if (isReady) submit.current?.focus();
  }, [isReady]);
  const save = async (): Promise<void> => {
    const words = taken.length === 1 ? 'E-mail taken in' : `${taken.length} e-mails taken in`;
    const refused = await acts.run(CAPTURE_MAIL, { letters: taken }, words, (written) => {
      const first =
        written.find(({ entity }) => entity === 'lead' || entity === 'contact') ?? written[0];
      return first === undefined
        ? []
        : [{ label: 'Open', run: () => openRecord(first.entity, first.id) }];
    });
    setProblem(refused);
    if (refused === null) onClose();
  };
  return (
    <form
      className="mail"
      onSubmit={(event) => {
        event.preventDefault();
        oneAtATime(save);
      }}
    >
      {read.problems.map((one) => (
        <ProblemLine key={one.message} problem={one} />
      ))}
      {proposals.map((proposal) => (
        <LetterPart
          key={proposal.letter.key}
          proposal={proposal}
          said={said[proposal.letter.key] ?? {}}
          onSay={(part) =>
            setSaid((before) => ({
              ...before,
              [proposal.letter.key]: { ...before[proposal.letter.key], ...part },
            }))
          }
        />
      ))}
      <ProblemLine problem={problem} />
      <DialogFoot onCancel={onClose}>
        <Button ref={submit} type="submit" disabled={taken.length === 0 || !people.isReady}>
          {taken.length === 1 ? 'Take it in' : `Take in ${taken.length}`}
        </Button>
      </DialogFoot>
    </form>
  );
}

interface LetterPartProps {
  readonly proposal: Proposal;
  readonly said: Said;
  readonly onSay: (part: Said) => void;
}

const EXCERPT_CHARS = 280;

function LetterPart({ proposal, said, onSay }: LetterPartProps) {
  const { locale, timeZone } = useSession();
  const { letter, person, known, firm, direction } = proposal;
  const fate = said.fate ?? proposal.fate;
  const choices: { value: Fate; label: string }[] = [
    ...(known === undefined ? [] : [{ value: 'known' as const, label: known.title }]),
    { value: 'lead', label: 'New lead' },
    { value: 'contact', label: 'New contact' },
    { value: 'leave', label: 'Leave it out' },
  ];
  const excerpt = letter.text.slice(0, EXCERPT_CHARS).replace(/\n{2,}/g, '\n');
  const isNew = fate === 'lead' || fate === 'contact';
  return (
    <section className="mail-letter" aria-label={letter.subject}>
      <header>
        <h3>{letter.subject}</h3>
        <p className="field-help">
          {direction === 'Inbound' ? 'From' : 'To'} {person.address}
          {letter.sentAt !== undefined &&
            ` · ${dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(Date.parse(letter.sentAt))}`}
        </p>
      </header>
      <p className="mail-excerpt">
        {excerpt === '' ? 'No text.' : excerpt}
        {letter.text.length > EXCERPT_CHARS && '…'}
      </p>
      <SegmentedControl
        size="xs"
        aria-label="What becomes of it"
        value={fate}
        data={choices}
        onChange={(next) => onSay({ fate: next })}
      />
      {isNew && (
        <div className="mail-person">
          <TextInput
            label="First name"
            value={said.firstName ?? person.firstName}
            onChange={(event) => onSay({ firstName: event.currentTarget.value })}
          />
          <TextInput
            label="Last name"
            value={said.lastName ?? person.lastName}
            onChange={(event) => onSay({ lastName: event.currentTarget.value })}
          />
          {fate === 'lead' ? (
            <TextInput
              label="Company"
              value={said.company ?? proposal.company}
              onChange={(event) => onSay({ company: event.currentTarget.value })}
            />
          ) : (
            <TextInput label="Account" readOnly value={firm?.title ?? 'None with this domain'} />
          )}
          <TextInput
            label="Phone"
            value={said.phone ?? (direction === 'Inbound' ? (letter.phone ?? '') : '')}
            onChange={(event) => onSay({ phone: event.currentTarget.value })}
          />
        </div>
      )}
      {fate === 'known' && known?.account !== undefined && (
        <DealChoice
          account={known.account}
          value={said.also ?? null}
          onChange={(also) => onSay(also === null ? { also: undefined } : { also })}
        />
      )}
    </section>
  );
}
