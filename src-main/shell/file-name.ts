import { MAX_FILE_NAME_LENGTH } from '../../crm/contracts/ipc.contract.ts';

/** Names that Windows keeps for devices, whatever their extension. */
const deviceNames = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** A name that is only a name, on every system: no folders, no control characters, no device. */
export function plainFileName(suggested: string): string {
  const name = suggested
    .replaceAll(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
    .slice(0, MAX_FILE_NAME_LENGTH);
  if (name === '') return 'rapport';
  return deviceNames.test(name) ? `_${name}` : name;
}
