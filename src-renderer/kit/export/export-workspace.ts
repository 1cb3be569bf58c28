import { sayDone, sayNothing, sayProblem, sayWorking } from '../acts/toast.tsx';
import { numberFormat } from '../fields/formatters.ts';
import type { Session } from '../session/session.tsx';
import { todayIn } from '../session/today.ts';

/** Every record of every kind, with its links and notes, as one file that can be imported again. */
export async function exportWorkspace(
  session: Pick<Session, 'client' | 'saveFile' | 'locale' | 'timeZone'>,
): Promise<void> {
  const { client, saveFile, locale, timeZone } = session;
  const number = numberFormat(locale, {});
  const stopListening = client.on('workspaceFile.progress', ({ fileId, done, total }) => {
    if (fileId === '')
      sayWorking(`Exporting everything: ${number.format(done)} of ${number.format(total)} records`);
  });
  const written = await client.call('workspaceFile.write', {}).finally(() => {
    stopListening();
    sayNothing();
  });
  if (!written.ok) {
    sayProblem(written.problem);
    return;
  }
  const { bytes, records } = written.value;
  const saved = await saveFile(`Rapport workspace ${todayIn(timeZone)}.zip`, bytes);
  if (!saved.ok) sayProblem(saved.problem);
  else if (!saved.value.cancelled) sayDone(`${number.format(records)} records exported`);
}
