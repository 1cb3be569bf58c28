import type { ComponentType } from 'react';
import type { Bootstrap, OpenWorkspace } from '../bootstrap.ts';

export interface SettingsSectionProps {
  readonly workspace: OpenWorkspace;
  readonly bootstrap: Bootstrap;
}

/** A screen of the settings; its place in the address is `/settings/<key>`. */
export interface SettingsSection {
  readonly key: string;
  readonly label: string;
  /** Name in the renderer's icon set. */
  readonly icon: string;
  /** Name of the entity whose records have no page, and are changed here instead. */
  readonly keeps?: string;
  readonly Section: ComponentType<SettingsSectionProps>;
}
