import { SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Theme } from '../../../crm/contracts/ipc.contract.ts';
import { sayProblem } from '../../kit/acts/toast.tsx';
import { bridge } from '../bridge.ts';
import { setDensity, useDensity, type Density } from '../../kit/list/density.ts';
import type { SettingsSectionProps } from './settings-section.ts';

const DENSITY_CHOICES: { value: Density; label: string }[] = [
  { value: 'comfortable', label: 'Comfortable' },
  { value: 'compact', label: 'Compact' },
];

export function AppearanceSection({ bootstrap }: SettingsSectionProps) {
  const density = useDensity();
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
      <h2 className="settings-list-head">Density</h2>
      <SegmentedControl
        aria-label="Density of lists"
        value={density}
        onChange={setDensity}
        data={DENSITY_CHOICES}
      />
      <p className="field-help">How close together the rows of lists stand, on this desktop.</p>
    </section>
  );
}
