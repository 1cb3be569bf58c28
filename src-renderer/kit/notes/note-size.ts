/** A note is something to read. What is longer is a document, and belongs into one. */
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * Characters, and two for each block; some seventy pages. It keeps a paste of megabytes from becoming an envelope that
 * no relay takes (ENVELOPE_MAX_BYTES).
 */
export const NOTE_MAX_CHARS = 200_000;

/** Refuses what would make a note longer than that; shortening, and what teammates wrote, always goes through. */
export function noteSize(onTooLong: () => void): Extension {
  return Extension.create({
    name: 'noteSize',
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: (transaction, { doc: before }) => {
          const { size } = transaction.doc.content;
          const isFromDocument = transaction.getMeta(ySyncPluginKey) !== undefined;
          if (isFromDocument || size <= NOTE_MAX_CHARS || size <= before.content.size) return true;
          onTooLong();
          return false;
        },
      }),
    ],
  });
}
