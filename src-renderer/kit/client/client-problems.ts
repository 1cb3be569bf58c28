import type { Problem } from '../../../crm/kernel/result.ts';

export const workerBroken: Problem = {
  code: 'worker-broken',
  message: 'The part of the app that keeps your data did not start.',
  remedy: 'Close every window of the app and open it again. Your data is untouched on the disk.',
};

export const workerSilent: Problem = {
  code: 'worker-silent',
  message: 'The part of the app that keeps your data does not answer.',
  remedy: 'Wait a little; if this stays, close every window of the app and open it again.',
};

export const otherVersion: Problem = {
  code: 'worker-other-version',
  message: 'Another window of the app runs a different version.',
  remedy: 'Close every window of the app and open it again.',
};

export const outcomeUnknown: Problem = {
  code: 'worker-restarted',
  message: 'The app had to restart its data process while this was being done.',
  remedy: 'Look whether it was done before you repeat it.',
};

export const windowClosing: Problem = {
  code: 'window-closing',
  message: 'This window is closing.',
  remedy: 'Open the app again.',
};
