import type { MainLineProblem } from '../../crm/contracts/main-line.contract.ts';
import { systemErrorCode } from './durable-file.ts';

const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** A failed disk operation as a problem; an error that is not the disk's is a defect and thrown on. */
export function diskProblem(error: unknown, file: string): MainLineProblem {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  if (fullCodes.has(code)) {
    return {
      code: 'unsent.disk-full',
      message: `The disk is full: the change could not be kept in ${file}.`,
      remedy: 'Free some space on this disk; the change is tried again.',
    };
  }
  return {
    code: 'unsent.disk-failed',
    message: `The disk refused to keep the change in ${file} (${code}).`,
    remedy: 'Check that the folder can be written to and that the disk is sound, then try again.',
  };
}

export function tooMuchProblem(file: string, limitBytes: number): MainLineProblem {
  return {
    code: 'unsent.too-much',
    message: `More than ${Math.round(limitBytes / 1024 ** 2)} MiB of changes wait in ${file} to be sent.`,
    remedy: 'Connect to the relay, so that they can be sent, and try again.',
  };
}
