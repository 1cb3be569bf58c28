import type { Problem } from '../../../crm/kernel/result.ts';

export const noWorkspace: Problem = {
  code: 'no-workspace',
  message: 'There is no workspace on this profile yet.',
  remedy: 'Create one, or join one with an invite link.',
};

export const alreadyOpen: Problem = {
  code: 'workspace-exists',
  message: 'This profile has a workspace already.',
  remedy: 'Start Rapport with another profile to create or join another workspace.',
};

export const badLink: Problem = {
  code: 'bad-invite-link',
  message: 'This is not an invite link of Rapport, or a part of it is missing.',
  remedy: 'Copy the whole link, from “rapport://join/” to its end, and paste it again.',
};

export const noRelay: Problem = {
  code: 'no-relay',
  message: 'This workspace lives on this computer only, so nobody can be invited yet.',
  remedy: 'Enter the address of a relay first.',
};

export const unknownSubscription: Problem = {
  code: 'unknown-subscription',
  message: 'This list is not open any more.',
  remedy: 'Open the list again.',
};

export const tooManyLists: Problem = {
  code: 'too-many-lists',
  message: 'This window shows more lists than the app can keep up to date.',
  remedy: 'Close this window and open it again.',
};

export const malformedCaret: Problem = {
  code: 'malformed-caret',
  message: 'The editor sent a caret that cannot be read.',
  remedy: 'Close the notes and open them again.',
};

export function malformed(what: string): Problem {
  return {
    code: 'malformed-call',
    message: `The app's window asked for something that its data process does not understand (${what.slice(0, 60)}).`,
    remedy: 'Close every window of the app and open it again.',
  };
}

export function defect(what: string): Problem {
  return {
    code: 'defect',
    message: `The app failed at “${what}”. Nothing that was confirmed is lost.`,
    remedy: 'Try again; if it keeps happening, close every window of the app and open it again.',
  };
}
