import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { exportWorkspace } from '../../kit/export/export-workspace.ts';
import { Icon } from '../../kit/icons/icon.tsx';
import { useSession } from '../../kit/session/session.tsx';
import { RememberedImports } from './remembered-imports.tsx';

export function ExportSection() {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const exportAll = async (): Promise<void> => {
    setBusy(true);
    await exportWorkspace(session);
    setBusy(false);
  };
  return (
    <>
      <section aria-label="Export and import">
        <h2>Export and import</h2>
        <p className="field-help">
          Everything leaves as one ZIP archive of CSV tables: all records with their links, settings
          and notes. Other programs can read it, and Rapport makes the same workspace of it again.
        </p>
        <Group gap={8}>
          <Button
            variant="default"
            loading={busy}
            leftSection={<Icon name="download" size={14} />}
            onClick={() => void exportAll()}
          >
            Export everything
          </Button>
          <Button
            variant="default"
            leftSection={<Icon name="upload" size={14} />}
            onClick={() => session.navigation.openImport()}
          >
            Import a file
          </Button>
        </Group>
      </section>
      <RememberedImports />
    </>
  );
}
