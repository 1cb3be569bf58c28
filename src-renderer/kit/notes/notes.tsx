import { RichTextEditor } from '@mantine/tiptap';
import '@mantine/tiptap/styles.css';
import { useEditor } from '@tiptap/react';
import type { Editor, Extensions } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { getNonce } from 'get-nonce';
import { startTransition, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { colorOf } from '../../../crm/contracts/person-color.ts';
import { sayProblem } from '../acts/toast.tsx';
import { beforeLeaving } from '../client/leaving.ts';
import { useSync, useWorkspace } from '../client/use-latest.ts';
import { useSession } from '../session/session.tsx';
import type { CaretUser } from './carets.ts';
import { noteExtensions } from './note-extensions.ts';
import { createNoteSession, type NoteSession } from './note-session.ts';
import { NOTE_MAX_CHARS } from './note-size.ts';
import { NoteStatus } from './note-status.tsx';
import { useMentioning } from './use-mentioning.ts';
import './notes.css';

/** What a rich text is for. The notes of a record, unless it says otherwise. */
export interface NoteUse {
  /** For screen readers. */
  readonly label: string;
  readonly placeholder: string;
  /** It is shown, live, and not written. */
  readonly readOnly?: boolean;
  readonly extensions?: Extensions;
  /** The editor as long as there is one, for who puts texts into it or reads it. */
  readonly onEditor?: (editor: Editor | null) => void;
}

const NOTES: NoteUse = {
  label: 'Notes',
  placeholder: 'Write notes here. Everybody in the workspace sees them as you type.',
};

interface NotesProps {
  readonly entity: string;
  readonly id: string;
  /** Always the same value while it is shown. */
  readonly use?: NoteUse;
}

/** The rich text of a record, edited together with whoever else has it open. */
export function Notes({ entity, id, use = NOTES }: NotesProps) {
  const { client } = useSession();
  const workspace = useWorkspace(client);
  if (workspace?.state !== 'open') return null;
  const { userName } = workspace;
  // Another note, or another name on the caret, is another session.
  return (
    <OpenNote
      key={`${entity}/${id} ${userName}`}
      entity={entity}
      id={id}
      userName={userName}
      use={use}
    />
  );
}

function OpenNote({
  entity,
  id,
  userName,
  use,
}: Required<NotesProps> & { readonly userName: string }) {
  const { client, meId } = useSession();
  const color = colorOf(meId);
  const [session, setSession] = useState<NoteSession>();

  useEffect(() => {
    const opened = createNoteSession({
      client,
      ref: { entity, id },
      user: { name: userName, color },
      nextFrame: (run) => void requestAnimationFrame(run),
    });
    // An editor shown before the text is there would look as if the note were empty.
    const stop = opened.onState(() => {
      if (opened.state().loaded) startTransition(() => setSession(opened));
    });
    const flushHidden = (): void => {
      // Hidden windows get no frames; what was typed last must not wait for the window to be shown again.
      if (document.visibilityState === 'hidden') opened.flush();
    };
    document.addEventListener('visibilitychange', flushHidden);
    const stopHolding = beforeLeaving(opened.settled);
    // The window may go before the next frame; its client says good-bye after this, in the bubbling phase.
    window.addEventListener('pagehide', opened.flush, { capture: true });
    return () => {
      document.removeEventListener('visibilitychange', flushHidden);
      window.removeEventListener('pagehide', opened.flush, { capture: true });
      stopHolding();
      stop();
      opened.close();
    };
  }, [client, entity, id, userName, color]);

  return session === undefined ? null : (
    <NoteEditor
      entity={entity}
      id={id}
      session={session}
      user={{ name: userName, color }}
      use={use}
    />
  );
}

function NoteEditor({
  entity,
  id,
  session,
  user,
  use,
}: Required<NotesProps> & {
  readonly session: NoteSession;
  readonly user: CaretUser;
}) {
  const { client } = useSession();
  const note = useSyncExternalStore(session.onState, session.state);
  const sync = useSync(client);
  const { name, color } = user;
  const mentioning = useMentioning(entity, id);
  const options = useMemo(
    () => ({
      extensions: [
        ...noteExtensions(session, { name, color }, sayTooLong, mentioning),
        ...(use.extensions ?? []),
      ],
      injectNonce: getNonce(),
      editable: use.readOnly !== true,
      editorProps: { attributes: attributesOf(use) },
      shouldRerenderOnTransaction: false,
    }),
    [session, name, color, use, mentioning],
  );
  const editor: Editor | null = useEditor(options, [options]);
  const { onEditor } = use;
  useEffect(() => {
    onEditor?.(editor);
    return () => onEditor?.(null);
  }, [editor, onEditor]);

  if (editor === null) return null;
  return (
    <RichTextEditor editor={editor} className="note-editor" aria-label={use.label}>
      {use.readOnly !== true && (
        <RichTextEditor.Toolbar>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.Underline />
            <RichTextEditor.Strikethrough />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.H2 />
            <RichTextEditor.H3 />
            <RichTextEditor.BulletList />
            <RichTextEditor.OrderedList />
            <RichTextEditor.TaskList />
            <RichTextEditor.Blockquote />
          </RichTextEditor.ControlsGroup>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Link />
            <RichTextEditor.Unlink />
          </RichTextEditor.ControlsGroup>
          <div className="note-status">
            <NoteStatus note={note} sync={sync} />
          </div>
        </RichTextEditor.Toolbar>
      )}
      <RichTextEditor.Content />
    </RichTextEditor>
  );
}

function sayTooLong(): void {
  sayProblem({
    message: `A note holds up to ${NOTE_MAX_CHARS / 1000} thousand characters.`,
    remedy: 'Keep the long text in a file and write here where it is.',
  });
}

/** A note with one empty paragraph shows what it is for. */
function attributesOf({ label, placeholder, readOnly = false }: NoteUse) {
  return ({ doc }: EditorState): Record<string, string> => {
    const isEmpty =
      doc.childCount === 1 && doc.firstChild?.isTextblock === true && doc.content.size <= 2;
    return {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': label,
      'aria-placeholder': placeholder,
      ...(readOnly && { 'aria-readonly': 'true', tabindex: '0' }),
      ...(isEmpty && { 'data-empty': '' }),
    };
  };
}
