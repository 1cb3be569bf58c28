/** A desktop that is past its first run, for the tests of a file that act in it one after the other. */
import { type Desktop, type LaunchOptions, launchApp } from '../launch.ts';
import { type NewWorkspace, createWorkspace } from './beginning.ts';

/** Names matter to few tests; whether there is sample data, to all. */
export type WantedWorkspace = Partial<NewWorkspace> & Pick<NewWorkspace, 'sampleData'>;

const NAMES = { userName: 'Anna Berg', workspaceName: 'Nordlicht' };

export async function beginWork({ page }: Desktop, wanted: WantedWorkspace): Promise<void> {
  await createWorkspace(page, { ...NAMES, ...wanted });
}

export async function launchAtWork(
  wanted: WantedWorkspace,
  options: LaunchOptions = {},
): Promise<Desktop> {
  const desktop = await launchApp(options);
  try {
    await beginWork(desktop, wanted);
  } catch (error) {
    // Nobody else knows of it yet.
    await desktop.killHard();
    throw error;
  }
  return desktop;
}
