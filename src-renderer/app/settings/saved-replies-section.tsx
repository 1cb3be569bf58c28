/** Texts that answer many tickets. */
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../crm/kernel/result.ts';
import { placeholders, strangersIn } from '../../../crm/modules/ticket/placeholders.ts';
import { savedReply, type SavedReplyRow } from '../../../crm/modules/reply/saved-reply.entity.ts';
import { useActs } from '../../kit/acts/acts.ts';
import { EditorFoot } from '../../kit/acts/editor-foot.tsx';
import { useOneAtATime } from '../../kit/acts/use-one-at-a-time.ts';
import { allReplies } from '../../kit/service/use-saved-replies.ts';
import { useLiveQuery } from '../../kit/session/use-live-query.ts';
import { ProblemLine } from '../../kit/acts/problem-line.tsx';
import { KeptChoices, NEW } from './kept-choices.tsx';

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
      <KeptChoices
        all={rows.map(({ id, name = '' }) => ({ id, name }))}
        chosen={chosen}
        newLabel="New saved reply"
        onChoose={setChosen}
      />
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
  const oneAtATime = useOneAtATime();
  // What the person saw when they began: what a teammate saves meanwhile is not taken back by saving here.
  const [base, setBase] = useState({ name: row?.name ?? '', text: row?.text ?? '' });
  const [name, setName] = useState(base.name);
  const [text, setText] = useState(base.text);
  const [problem, setProblem] = useState<Problem | null>(null);
  const strangers = strangersIn(text);
  const save = async (): Promise<void> => {
    const values = { name: name.trim(), text };
    if (row !== undefined) {
      const refused = await acts.update(savedReply, row.id, values, 'Saved reply changed', base);
      setProblem(refused);
      if (refused === null) setBase(values);
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
        oneAtATime(save);
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
      <EditorFoot
        save="Save reply"
        remove="Delete this reply"
        onRemove={row === undefined ? undefined : () => void archive()}
        onCancel={row === undefined ? () => onDone(null) : undefined}
      />
    </form>
  );
}
