import { MAX_SAVE_BYTES } from '../../crm/contracts/ipc.contract.ts';
import type { PrintPage, SaveFile } from '../kit/session/session.tsx';
import { bridge } from './bridge.ts';

export const saveFile: SaveFile = async (suggestedName, bytes) =>
  bytes.length <= MAX_SAVE_BYTES
    ? bridge.invoke('file.save', { suggestedName, bytes })
    : {
        ok: false,
        problem: {
          code: 'file-too-large',
          message: `The file would have ${Math.ceil(bytes.length / 1024 / 1024)} MB, more than can be saved at once.`,
          remedy: 'Show fewer columns, or filter the list and export it in parts.',
        },
      };

export const printPage: PrintPage = (request) => bridge.invoke('page.print', request);
