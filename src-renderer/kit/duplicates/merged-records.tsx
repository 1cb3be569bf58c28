/** What was merged into a record: each can be looked at, with its notes, and taken out again. */
import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { titleOf as recordTitle } from '../../../crm/kernel/derive.ts';
import type { AnyRow, EntityDef } from '../../../crm/kernel/entity.ts';
import type { Query } from '../../../crm/kernel/query.ts';
import type { Problem } from '../../../crm/kernel/result.ts';
import { useActs } from '../acts/acts.ts';
import { viewOf } from '../field-views.ts';
import { Icon } from '../icons/icon.tsx';
import { Notes, type NoteUse } from '../notes/notes.tsx';
import { titleLookup, useNavigation, useSession, type TitleOf } from '../session/session.tsx';
import { useLiveQuery } from '../session/use-live-query.ts';
import { useFocusBack } from '../session/use-focus-back.ts';
import { movingWords } from './moving-words.ts';
import { ProblemLine } from '../acts/problem-line.tsx';
import './duplicates.css';

/** Beyond this somebody merged a whole list; the archive has them all. */
const SHOWN_MAX = 50;

const NOTES_OF_MERGED: NoteUse = {
  label: 'Notes of the merged record',
  placeholder: 'It has no notes.',
  readOnly: true,
};

export function MergedRecords({
  entity,
  row,
  through,
}: {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  /** The merged record by whose address one came here. */
  readonly through: string | undefined;
}) {
  const [looking, setLooking] = useState<string | null>(null);
  const query = useMemo<Query>(
    () => ({
      entity: entity.name,
      filter: { field: 'mergedInto', operator: 'anyOf', operand: [row.id] },
      archived: 'with',
      sort: [],
      window: { offset: 0, limit: SHOWN_MAX },
    }),
    [entity, row.id],
  );
  const { result } = useLiveQuery(query);
  const merged = (result?.rows ?? []) as unknown as readonly AnyRow[];
  const titleOf = useMemo(() => titleLookup(result?.titles ?? {}), [result]);
  const shown = merged.find((one) => one.id === looking);
  if (merged.length === 0) return null;
  const cameBy = merged.find((one) => one.id === through);
  return (
    <p className="record-note merged-note" role="status">
      <Icon name="arrows-join" size={14} />
      <span>
        {cameBy === undefined
          ? 'Merged into this: '
          : `${recordTitle(entity, cameBy)} was merged into this ${entity.label.one.toLowerCase()}: `}
      </span>
      {merged.map((one) => (
        <button
          key={one.id}
          type="button"
          className="link-button"
          onClick={() => setLooking(one.id)}
        >
          {recordTitle(entity, one)}
        </button>
      ))}
      {shown !== undefined && (
        <Merged
          entity={entity}
          row={shown}
          into={recordTitle(entity, row)}
          titleOf={titleOf}
          onClose={() => setLooking(null)}
        />
      )}
    </p>
  );
}

interface MergedProps {
  readonly entity: EntityDef;
  readonly row: AnyRow;
  readonly into: string;
  readonly titleOf: TitleOf;
  readonly onClose: () => void;
}

function Merged({ entity, row, into, titleOf, onClose }: MergedProps) {
  useFocusBack();
  const { client, locale } = useSession();
  const { openRecord } = useNavigation();
  const acts = useActs();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id } = row;
  useEffect(() => {
    let over = false;
    client.call('unmerge.preview', { entity: entity.name, id }).then(
      (answer) => {
        if (over) return;
        if (!answer.ok) return setProblem(answer.problem);
        const { moving, stay } = answer.value;
        const back =
          Object.keys(moving).length === 0
            ? 'Nothing goes back with it.'
            : `${movingWords(moving, locale)} will link to it again.`;
        const staying =
          stay.length === 0
            ? ''
            : ` ${stay.join(', ')} of ${into} ${stay.length === 1 ? 'was' : 'were'} edited since and ${stay.length === 1 ? 'stays' : 'stay'}.`;
        setWords(back + staying);
      },
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [client, entity, id, into, locale]);

  const unmerge = async (): Promise<void> => {
    const input = { entity: entity.name, loser: id };
    const refused = await acts.run(
      'records.unmerge',
      input,
      `${recordTitle(entity, row)} stands for itself again`,
      [{ label: 'Open', run: () => openRecord(entity.name, id) }],
    );
    if (refused === null) onClose();
    else setProblem(refused);
  };

  const keys = entity.sections
    .flatMap((section) => section.fields)
    .filter((key) => key !== 'mergedInto' && row[key] !== undefined);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={recordTitle(entity, row)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className="merged-fields">
        {keys.map((key) => {
          const field = entity.fields[key];
          if (field === undefined) return null;
          const { Cell } = viewOf(field);
          return (
            <div key={key}>
              <dt>{field.label}</dt>
              <dd>
                <Cell field={field} value={row[key]} titleOf={titleOf} room="record" />
              </dd>
            </div>
          );
        })}
      </dl>
      {entity.traits.includes('notes') && (
        <section className="record-notes" aria-label={`Notes of ${recordTitle(entity, row)}`}>
          <h2>Notes</h2>
          <Notes entity={entity.name} id={id} use={NOTES_OF_MERGED} />
        </section>
      )}
      <p className="merge-preview">{words}</p>
      <ProblemLine problem={problem} />
      <Group className="dialog-foot">
        <Button variant="subtle" color="gray" onClick={onClose}>
          Close
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="undo" size={14} />}
          disabled={problem !== null}
          onClick={() => void unmerge()}
        >
          Take it out again
        </Button>
      </Group>
    </Modal>
  );
}
