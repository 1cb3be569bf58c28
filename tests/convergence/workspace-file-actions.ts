/** One desktop writes the whole workspace to a file; others, or it itself, take that in later, perhaps at once. */
import { createWorkspaceFiles } from '../../src-renderer/worker/workspace-file/workspace-files.ts';
import { freshId } from './acting.ts';
import type { Action } from './actions.ts';

export const passFileOn: Action = async (stage, desktop, engine) => {
  const { world, ledger, files } = stage;
  const calls = createWorkspaceFiles({
    engine,
    entities: () =>
      desktop
        .registry()
        .modules()
        .map(({ entity }) => entity),
    emit: () => undefined,
    newId: () => freshId(stage),
    pause: () => world.sleep(1),
  });
  if (files.length === 0 || world.chance(300)) {
    const written = await calls['workspaceFile.write']({});
    if (!written.ok) return `writes no file: ${written.problem.code}`;
    files.push(written.value.bytes);
    return `writes a file of ${written.value.records} records`;
  }
  // Mostly the last one, so that two take in the same.
  const bytes = world.chance(700) ? files.at(-1) : world.pick(files);
  if (bytes === undefined) return 'has no file';
  const opened = await calls['workspaceFile.open']({ fileName: 'copy.zip', bytes });
  if (!opened.ok) throw new Error(`a file that was written cannot be read: ${opened.problem.code}`);
  const taken = await calls['workspaceFile.run']({ fileId: opened.value.fileId });
  if (taken.ok && taken.value.batch !== '') {
    ledger.acts.add(taken.value.batch);
    ledger.filesTaken.add(taken.value.batch);
  }
  return `takes a file in ${taken.ok ? 'confirmed' : taken.problem.code}`;
};
