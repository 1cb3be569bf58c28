/** Who and what may be meant by “@” and some letters, under the text that is being written. */
import { useEffect, useRef, useState } from 'react';
import { entityNamed, workModules } from '../../../crm/modules/registry.ts';
import { searchUntilFound } from '../session/follow-search.ts';
import { useSession } from '../session/session.tsx';

/** As many as stand under a text without hiding the next line. */
const CHOICES_MAX = 6;

export interface NameChoice {
  readonly record: string;
  readonly title: string;
  readonly note: string;
}

/** null: no name is being written. People come before records. */
export function useNameChoices(words: string | null): readonly NameChoice[] | null {
  const { client } = useSession();
  const [found, setFound] = useState<{ words: string; choices: readonly NameChoice[] } | null>(
    null,
  );
  const wanted = words?.trim() ?? '';
  useEffect(() => {
    if (wanted === '') return undefined;
    let current = true;
    const entities = workModules.map(({ entity }) => entity.name);
    const question = { text: wanted, limit: 3 * CHOICES_MAX, entities };
    searchUntilFound(client, question).then(
      (hits) => {
        if (!current) return;
        const choices = hits
          .toSorted((a, b) => Number(b.entity === 'user') - Number(a.entity === 'user'))
          .slice(0, CHOICES_MAX)
          .map(({ entity, id, title, subtitle }) => ({
            record: `${entity}/${id}`,
            title,
            note: [entityNamed(entity)?.label.one ?? '', subtitle]
              .filter((part) => part !== '')
              .join(' · '),
          }));
        setFound({ words: wanted, choices });
      },
      // Nobody answers: the frame around all screens says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, wanted]);
  if (words === null) return null;
  return wanted === '' ? [] : (found?.choices ?? []);
}

interface NameMenuProps {
  readonly id: string;
  readonly choices: readonly NameChoice[];
  readonly active: number;
  readonly words: string;
  readonly onPick: (choice: NameChoice) => void;
}

export function NameMenu({ id, choices, active, words, onPick }: NameMenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const count = choices.length;
  useEffect(() => {
    if (count > 0) list.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  return (
    <div
      ref={list}
      id={id}
      className="mention-menu comment-names"
      role="listbox"
      aria-label="People and records"
    >
      {choices.length === 0 && (
        <div className="mention-hint">
          {words.trim() === ''
            ? 'Type the name of a person, an account, a deal …'
            : `Nothing is called “${words}”.`}
        </div>
      )}
      {choices.map((choice, at) => (
        <div
          key={choice.record}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === active}
          // Pressed, not clicked: the text must not lose its caret first.
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(choice);
          }}
        >
          <span className="mention-title">{choice.title}</span>
          <span className="mention-note">{choice.note}</span>
        </div>
      ))}
    </div>
  );
}
