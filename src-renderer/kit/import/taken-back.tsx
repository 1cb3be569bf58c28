import { Button } from '@mantine/core';
import { Icon } from '../icons/icon.tsx';

/** Instead of what an import did, once it is undone. */
export function TakenBack({ onStartOver }: { readonly onStartOver: () => void }) {
  return (
    <div className="empty" role="status">
      <Icon name="undo" size={28} />
      <h2>The import is taken back</h2>
      <p>Everything is as it was before.</p>
      <Button variant="light" onClick={onStartOver}>
        Import another file
      </Button>
    </div>
  );
}
