import { Button } from '@mantine/core';

interface EditorFootProps {
  readonly save: string;
  readonly remove: string;
  /** undefined: there is nothing to delete yet, or it always stays. */
  readonly onRemove: (() => void) | undefined;
  /** Of a new one: leaves it. */
  readonly onCancel?: (() => void) | undefined;
}

/** The end of the form of something that is kept: saved by Enter, and deleted from here. */
export function EditorFoot({ save, remove, onRemove, onCancel }: EditorFootProps) {
  return (
    <div className="editor-foot">
      {onRemove !== undefined && (
        <Button variant="subtle" color="red" onClick={onRemove}>
          {remove}
        </Button>
      )}
      {onCancel !== undefined && (
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      )}
      <Button type="submit">{save}</Button>
    </div>
  );
}
