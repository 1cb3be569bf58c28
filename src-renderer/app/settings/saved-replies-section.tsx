/** Texts that answer many tickets. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { placeholders, strangersIn } from '../../../crm/modules/ticket/placeholders.ts';
import { savedReply, type SavedReplyRow } from '../../../crm/modules/reply/saved-reply.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { allReplies } from '../../kit/service/use-saved-replies.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';

const NEW = 'new';

export function SavedRepliesSection() {
  const { result } = useLiveQuery(allReplies);
  const [chosen, setChosen] = useState<string | null>(null);
  if (result === undefined) return <section aria-label="Saved replies" aria-busy="true" />;
  const rows = result.rows as unknown as readonly SavedReplyRow[];
  const shown = rows.find(({ id }) => id === chosen);
  return (
    <section aria-label="Saved replies">
      <h2>Saved replies</h2>
      <p className="field-help">
        {rows.length === 0
          ? 'None yet. Write down what you answer again and again; it is put into a reply with a few keys.'
          : 'Put into a reply with a few keys. Everybody in the workspace has them.'}
      </p>
      <ul className="policy-choices">
        {rows.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              className="policy-choice"
              aria-pressed={id === chosen}
              onClick={() => setChosen(id)}
            >
              <strong>{name}</strong>
            </button>
          </li>
        ))}
        <li>
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setChosen(NEW)}
          >
            New saved reply
          </Button>
        </li>
      </ul>
      {(chosen === NEW || shown !== undefined) && (
        <ReplyEditor key={chosen} row={shown} onDone={setChosen} />
      )}
    </section>
  );
}

interface ReplyEditorProps {
  /** undefined: a new one. */
  readonly row: SavedReplyRow | undefined;
  readonly onDone: (id: string | null) => void;
}

function ReplyEditor({ row, onDone }: ReplyEditorProps) {
  const acts = useActs();
  const [name, setName] = useState(row?.name ?? '');
  const [text, setText] = useState(row?.text ?? '');
  const [problem, setProblem] = useState<Problem | null>(null);
  const strangers = strangersIn(text);
  const save = async (): Promise<void> => {
    const values = { name: name.trim(), text };
    if (row !== undefined) {
      setProblem(await acts.update(savedReply, row.id, values, 'Saved reply changed'));
      return;
    }
    const made = await acts.create(savedReply, values);
    if (made.ok) onDone(made.value.id);
    else setProblem(made.problem);
  };
  const archive = async (): Promise<void> => {
    if (row !== undefined && (await acts.archive(savedReply, [row.id], true))) onDone(null);
  };
  return (
    <form
      className="policy"
      aria-label={row?.name ?? 'New saved reply'}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        label="Name"
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Textarea
        label="Text"
        autosize
        minRows={6}
        maxRows={20}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {strangers.length > 0 && (
        <p className="field-problem" role="status">
          There is no {strangers.map((one) => `{{${one}}}`).join(', ')}: it would be left for the
          writer to fill in.
        </p>
      )}
      <details>
        <summary>What can stand in it</summary>
        <dl className="facts">
          {placeholders.map(({ name: key, label }) => (
            <div key={key}>
              <dt>
                <code>{`{{${key}}}`}</code>
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      </details>
      <ProblemLine problem={problem} />
      <div className="policy-foot">
        {row !== undefined && (
          <Button variant="subtle" color="red" onClick={() => void archive()}>
            Delete this reply
          </Button>
        )}
        <Button type="submit">Save reply</Button>
      </div>
    </form>
  );
}
