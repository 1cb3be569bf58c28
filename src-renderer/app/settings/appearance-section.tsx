import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Theme } from '../../../crm/contracts/ipc.contract.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { bridge } from '../bridge.ts';
import type { SettingsSectionProps } from './settings-section.ts';

export function AppearanceSection({ bootstrap }: SettingsSectionProps) {
  const [theme, setTheme] = useState(bootstrap.theme);
  useEffect(() => bridge.on('theme.changed', (event) => setTheme(event.theme)), []);
  const choose = async (next: Theme): Promise<void> => {
    setTheme(next);
    const done = await bridge.invoke('theme.set', { theme: next });
    if (!done.ok) sayProblem(done.problem);
  };
  return (
    <section aria-label="Appearance">
      <h2>Appearance</h2>
      <SegmentedControl
        aria-label="Appearance"
        value={theme}
        onChange={(value) => void choose(value)}
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'system', label: 'As the system' },
        ]}
      />
    </section>
  );
}
