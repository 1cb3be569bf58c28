/** Ctrl-K: everything that can be found and everywhere that one can go. */
import { Modal, TextInput } from '@mantine/core';
import { memo, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import { entityNamed } from '../../../crm/modules/registry.ts';
import type { ViewRow } from '../../../crm/modules/view/view-content.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { useLinkTitles } from '../../kit/fields/use-link-titles.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { followSearch } from '../../kit/session/follow-search.ts';
import { useSession } from '../../kit/session/session.tsx';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { useMyTeams } from '../../kit/sharing/use-my-teams.ts';
import { isViewFor, viewsQuery } from '../../kit/views/use-views.ts';
import type { Router } from '../router.ts';
import { Marked } from './match-marks.tsx';
import { commandChoices, viewChoices } from './palette-choices.ts';
import { suited, type Choice } from './palette-rank.ts';
import { recentRecords } from './recent-records.ts';

const HITS_MAX = 40;
/** Mostly the answer is here long before; then nothing that was shown makes room for it. */
const WAIT_FOR_HITS_MS = 150;
/** Commands, and views, beside what was found: more push it out of sight. */
const OFFERS_MAX = 6;

type Hit = CallOutput<'search'>['hits'][number];

interface Group {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface Found {
  /** What was typed. */
  readonly text: string;
  /** null: it takes longer than a person waits. */
  readonly answer: CallOutput<'search'> | null;
  /** The answer came after something was shown without it. */
  readonly isLate: boolean;
}

const NOTHING_FOUND: Found = { text: '', answer: null, isLate: true };

function wrapped(at: number, count: number): number {
  return count === 0 ? 0 : ((at % count) + count) % count;
}

interface SearchPaletteProps {
  readonly opened: boolean;
  readonly router: Router;
  readonly exportShown: () => void;
  readonly showShortcuts: () => void;
  readonly showReminders: () => void;
  readonly openLetters: () => void;
  readonly onClose: () => void;
}

export const SearchPalette = memo(function SearchPalette({ opened, ...props }: SearchPaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      withCloseButton={false}
      size={620}
      padding={0}
      yOffset="10vh"
      title={<span className="visually-hidden">Search</span>}
      classNames={{ header: 'visually-hidden' }}
    >
      {opened && <Palette {...props} />}
    </Modal>
  );
});

function Palette(props: Omit<SearchPaletteProps, 'opened'>) {
  const { router, onClose, exportShown, showShortcuts, showReminders, openLetters } = props;
  const session = useSession();
  const { client, navigation } = session;
  const teams = useMyTeams();
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found>(NOTHING_FOUND);
  // The choice that the person went to; until then it is the first, whichever that is.
  const [marked, setMarked] = useState<string | null>(null);
  // Quick fingers press arrows and Enter before the answer is here: they mean what they typed, not what was found before.
  const [stepsAhead, setStepsAhead] = useState(0);
  const enteredText = useRef<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return undefined;
    const question = { text: wanted.slice(0, 200), limit: HITS_MAX };
    const stop = followSearch(client, question, (answer) =>
      setFound(({ text: before, isLate }) => ({
        text: wanted,
        answer,
        isLate: before === wanted && isLate,
      })),
    );
    const late = setTimeout(
      () => setFound((now) => (now.text === wanted ? now : { ...NOTHING_FOUND, text: wanted })),
      WAIT_FOR_HITS_MS,
    );
    return () => {
      stop();
      clearTimeout(late);
    };
  }, [client, wanted]);

  const acts = useActs();
  const { result: saved } = useLiveQuery(useMemo(() => viewsQuery(), []));
  const [recent] = useState(recentRecords);
  const titles = useLinkTitles('', recent);
  const offers = useMemo(
    () => ({
      commands: commandChoices({
        router,
        session,
        acts,
        exportShown,
        showShortcuts,
        showReminders,
        openLetters,
      }),
      views: viewChoices(
        ((saved?.rows ?? []) as unknown as readonly ViewRow[]).filter((row) =>
          isViewFor(row, session.meId, teams),
        ),
        navigation,
      ),
    }),
    [
      router,
      session,
      navigation,
      acts,
      exportShown,
      showShortcuts,
      showReminders,
      openLetters,
      saved,
      teams,
    ],
  );
  // What is shown is what was asked last, until the answer to what is typed now is here.
  const shown = wanted === '' ? '' : found.text;
  const groups = useMemo<readonly Group[]>(() => {
    if (shown === '')
      return named([
        ['Recent', recentChoices(recent, titles, navigation.openRecord)],
        ['Commands', offers.commands],
      ]);
    const views = suited(offers.views, shown, OFFERS_MAX);
    const commands = suited(offers.commands, shown, OFFERS_MAX);
    const offered = [
      { title: 'Views', ...views },
      { title: 'Commands', ...commands },
    ];
    // What is called as the typed text begins comes before records in which the words occur.
    const begins = offered.filter(({ rank }) => rank === 0);
    const others = offered.filter(({ rank }) => rank !== 0);
    const groupsOf = (of: typeof offered): readonly Group[] =>
      named(of.map(({ title, choices }) => [title, choices]));
    const hits = hitGroups(found.answer?.hits ?? [], navigation.openRecord);
    // What comes late comes in below what the person has been looking at.
    return found.isLate
      ? [...groupsOf([...begins, ...others]), ...hits]
      : [...groupsOf(begins), ...hits, ...groupsOf(others)];
  }, [shown, found, offers, recent, titles, navigation]);
  const choices = groups.flatMap((group) => group.choices);
  // By its key: whatever is found later, Enter takes what was marked.
  const markedAt = choices.findIndex(({ key }) => key === marked);
  const active = markedAt >= 0 ? markedAt : wrapped(stepsAhead, choices.length);
  const words = shown.split(/\s+/);

  const run = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onClose();
    choice.run();
  };
  // With nothing to take yet, Enter waits too.
  const isCurrent =
    shown === wanted && (wanted === '' || choices.length > 0 || found.answer !== null);
  useEffect(() => {
    if (enteredText.current !== wanted || !isCurrent) return;
    enteredText.current = null;
    run(choices[active]);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (!isCurrent) {
        setStepsAhead(stepsAhead + step);
        return;
      }
      const next = wrapped(active + step, choices.length);
      setMarked(choices[next]?.key ?? null);
      list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (isCurrent) run(choices[active]);
      else enteredText.current = wanted;
    }
  };

  // Where each group begins in the one row of choices that the arrows go through.
  const starts = groups.map((_group, at) =>
    groups.slice(0, at).reduce((sum, group) => sum + group.choices.length, 0),
  );
  return (
    <div className="palette">
      <TextInput
        role="combobox"
        aria-label="Search everything"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        {...(choices.length === 0 ? {} : { 'aria-activedescendant': `${id}-${active}` })}
        variant="unstyled"
        size="md"
        placeholder="Names, companies, e-mails, phone numbers, places to go"
        leftSection={<Icon name="search" />}
        data-autofocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMarked(null);
          setStepsAhead(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Results"
        className="palette-list"
      >
        {groups.map((group, groupAt) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className="palette-group" aria-hidden="true">
              {group.title}
            </div>
            {group.choices.map((choice, choiceAt) => {
              const at = (starts[groupAt] ?? 0) + choiceAt;
              return (
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the combobox handles the keys
                <div
                  key={choice.key}
                  id={`${id}-${at}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={at === active}
                  className="palette-choice"
                  onMouseMove={() => marked !== choice.key && setMarked(choice.key)}
                  onClick={() => run(choice)}
                >
                  <Icon name={choice.icon} size={15} />
                  <span className="palette-title">
                    <Marked text={choice.title} words={words} />
                  </span>
                  <span className="palette-note" title={choice.note}>
                    <Marked text={choice.note} words={words} />
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {wanted !== '' && isCurrent && found.answer !== null && choices.length === 0 && (
        <p className="palette-nothing" role="status">
          Nothing is called “{wanted}”. A part of a name, an e-mail address or a phone number is
          enough.
        </p>
      )}
      {found.answer?.complete === false && wanted !== '' && (
        <p className="palette-nothing" role="status">
          The search is still being prepared: there may be more in a moment.
        </p>
      )}
    </div>
  );
}

/** By kind, the kind of the best hit first. */
function hitGroups(
  hits: readonly Hit[],
  open: (entity: string, id: string) => void,
): readonly Group[] {
  const byEntity = Map.groupBy(hits, (hit) => hit.entity);
  return [...byEntity].map(([name, group]) => {
    const entity = entityNamed(name);
    return {
      title: entity?.label.many ?? name,
      choices: group.map((hit) => ({
        key: `${name}/${hit.id}`,
        icon: entity?.icon ?? 'dot',
        title: hit.title,
        note: noteOf(
          hit,
          entity?.titleFields ?? [],
          entity?.fields[hit.field]?.label ?? (hit.field === 'notes' ? 'Text' : undefined),
        ),
        run: () => open(name, hit.id),
      })),
    };
  });
}

/** Where it was found, unless that is the title itself, which shows it. */
function noteOf(hit: Hit, titleFields: readonly string[], label: string | undefined): string {
  if (titleFields.includes(hit.field) || label === undefined) return hit.subtitle;
  return `${label}: ${hit.text}`;
}

function named(groups: readonly (readonly [string, readonly Choice[]])[]): readonly Group[] {
  return groups
    .filter(([, choices]) => choices.length > 0)
    .map(([title, choices]) => ({ title, choices }));
}

/** Those that are still there. */
function recentChoices(
  names: readonly string[],
  titles: ReadonlyMap<string, string>,
  open: (entity: string, id: string) => void,
): readonly Choice[] {
  return names.flatMap((name) => {
    const title = titles.get(name);
    const [entityName = '', id = ''] = name.split('/');
    const entity = entityNamed(entityName);
    if (title === undefined || entity === undefined) return [];
    return [
      {
        key: `recent ${name}`,
        icon: entity.icon,
        title,
        note: entity.label.one,
        run: () => open(entityName, id),
      },
    ];
  });
}
