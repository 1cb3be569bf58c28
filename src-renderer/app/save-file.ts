import {
  MAX_FILE_NAME_LENGTH,
  MAX_FOOT_LENGTH,
  MAX_SAVE_BYTES,
} from '../../crm/contracts/ipc.contract.ts';
import { firstChars } from '../../crm/kernel/hidden-signs.ts';
import type { PrintPage, SaveFile } from '../kit/session/session.tsx';
import { bridge } from './bridge.ts';

export const saveFile: SaveFile = async (suggestedName, bytes) =>
  bytes.length <= MAX_SAVE_BYTES
    ? bridge.invoke('file.save', { suggestedName: fitting(suggestedName), bytes })
    : {
        ok: false,
        problem: {
          code: 'file-too-large',
          message: `The file would have ${Math.ceil(bytes.length / 1024 / 1024)} MB, more than can be saved at once.`,
          remedy: 'Show fewer columns, or filter the list and export it in parts.',
        },
      };

/** A title may be longer than any name of a file; its ending says what it is. */
function fitting(name: string): string {
  if (name.length <= MAX_FILE_NAME_LENGTH) return name;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  return firstChars(name, MAX_FILE_NAME_LENGTH - ending.length) + ending;
}

/** A foot has one line; what is beyond it is not printed. */
export const printPage: PrintPage = ({ size, foot }) =>
  bridge.invoke('page.print', { size, foot: firstChars(foot, MAX_FOOT_LENGTH) });
