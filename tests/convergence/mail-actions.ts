/** The same letters, taken in at several desktops, also by people who do not know of the same people. */
import { CAPTURE_MAIL } from '../../crm/modules/activity/mail-capture.rules.ts';
import { few, run } from './acting.ts';
import type { Action } from './actions.ts';

/** Few, so that two desktops take in the same. */
const LETTERS = 5;
const STRANGERS = 2;

export const takeLetters: Action = async (stage, _desktop, engine) => {
  const { world } = stage;
  const [known] = few(engine, 'contact', 1);
  const letters = Array.from({ length: 1 + world.roll(2) }, () => {
    const number = world.roll(LETTERS);
    const stranger = number % STRANGERS;
    return {
      key: `letter-${number}@x.example`,
      subject: `Letter ${number}`,
      text: 'Hello',
      direction: 'Inbound',
      about:
        known !== undefined && world.chance(400)
          ? { entity: 'contact', id: known.id }
          : {
              create: world.chance(700) ? 'lead' : 'contact',
              address: `stranger${stranger}@x.example`,
              firstName: '',
              lastName: `Stranger ${stranger}`,
              company: 'X',
            },
    };
  });
  return run(stage, engine, CAPTURE_MAIL, { letters });
};
