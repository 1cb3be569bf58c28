/** Ctrl-K: everything that can be found and everywhere that one can go. */
import { Modal, TextInput } from '@mantine/core';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { CallOutput } from '../../../crm/contracts/worker-rpc.contract.ts';
import { fold } from '../../../crm/kernel/text-folding.ts';
import { entityNamed, workModules } from '../../../crm/modules/registry.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { exportWorkspace } from '../../kit/export/export-workspace.ts';
import { useSession, type Session } from '../../kit/session/session.tsx';
import { listOf } from '../route.ts';
import type { Router } from '../router.ts';
import { Marked } from './match-marks.tsx';

const HITS_MAX = 40;
const ASK_AGAIN_MS = 250;

type Hit = CallOutput<'search'>['hits'][number];

interface Choice {
  readonly key: string;
  readonly icon: string;
  readonly title: string;
  readonly note: string;
  readonly run: () => void;
}

interface Group {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface SearchPaletteProps {
  readonly opened: boolean;
  readonly router: Router;
  readonly onClose: () => void;
}

export function SearchPalette({ opened, router, onClose }: SearchPaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size={620}
      padding={0}
      yOffset="10vh"
      title={<span className="visually-hidden">Search</span>}
      classNames={{ header: 'visually-hidden' }}
    >
      {opened && <Palette router={router} onClose={onClose} />}
    </Modal>
  );
}

function Palette({ router, onClose }: Omit<SearchPaletteProps, 'opened'>) {
  const session = useSession();
  const { client, navigation } = session;
  const [text, setText] = useState('');
  const [found, setFound] = useState<{
    readonly text: string;
    readonly answer: CallOutput<'search'>;
  } | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return undefined;
    let current = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = (isFirst: boolean): void => {
      client.call('search', { text: wanted.slice(0, 200), limit: HITS_MAX }).then(
        (answer) => {
          if (!current) return;
          setFound({ text: wanted, answer });
          if (isFirst) setActive(0);
          // Just after a start not everything is indexed yet: what is missing comes without being asked for.
          if (!answer.complete) again = setTimeout(() => ask(false), ASK_AGAIN_MS);
        },
        () => undefined,
      );
    };
    ask(true);
    return () => {
      current = false;
      clearTimeout(again);
    };
  }, [client, wanted]);

  const groups = useMemo<readonly Group[]>(() => {
    const commands = commandGroup(wanted, router, session);
    if (wanted === '') return commands;
    return [...hitGroups(found?.answer.hits ?? [], navigation.openRecord), ...commands];
  }, [wanted, found, router, navigation, session]);
  const choices = groups.flatMap((group) => group.choices);
  const words = wanted.split(/\s+/);

  const run = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    onClose();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = (active + step + choices.length) % Math.max(1, choices.length);
      setActive(next);
      list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(choices[active]);
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
        onChange={(event) => setText(event.currentTarget.value)}
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
                  onMouseMove={() => active !== at && setActive(at)}
                  onClick={() => run(choice)}
                >
                  <Icon name={choice.icon} size={15} />
                  <span className="palette-title">
                    <Marked text={choice.title} words={words} />
                  </span>
                  <span className="palette-note">
                    <Marked text={choice.note} words={words} />
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {wanted !== '' && found?.text === wanted && choices.length === 0 && (
        <p className="palette-nothing" role="status">
          Nothing is called “{wanted}”.
        </p>
      )}
      {found?.answer.complete === false && wanted !== '' && (
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
        note: noteOf(hit, entity?.titleFields ?? [], entity?.fields[hit.field]?.label),
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

function commandGroup(wanted: string, router: Router, session: Session): readonly Group[] {
  const all: Choice[] = [
    ...workModules.map(({ entity }) => ({
      key: `go ${entity.name}`,
      icon: entity.icon,
      title: `Go to ${entity.label.many}`,
      note: '',
      run: () => router.go(listOf(entity.name)),
    })),
    ...workModules.map(({ entity }) => ({
      key: `new ${entity.name}`,
      icon: 'plus',
      title: `New ${entity.label.one.toLowerCase()}`,
      note: '',
      run: () => session.navigation.create(entity.name),
    })),
    {
      key: 'import',
      icon: 'upload',
      title: 'Import a file',
      note: '',
      run: () => router.go({ page: 'import', entity: undefined }),
    },
    {
      key: 'export',
      icon: 'download',
      title: 'Export everything',
      note: 'All records, links and notes as one file',
      run: () => void exportWorkspace(session),
    },
    {
      key: 'settings',
      icon: 'settings',
      title: 'Settings',
      note: '',
      run: () => router.go({ page: 'settings' }),
    },
  ];
  const words = fold(wanted).split(' ');
  const choices = all.filter((choice) => words.every((word) => fold(choice.title).includes(word)));
  return choices.length === 0 ? [] : [{ title: 'Commands', choices }];
}
