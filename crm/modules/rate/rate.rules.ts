/** Saying a rate. Its record's id follows from currency and day: two desktops that say one of a day make one record. */
import * as z from 'zod';
import { defineCommand, type RecordValues, type WriteRule } from '../../kernel/command.ts';
import type { Values } from '../../kernel/derive.ts';
import { RATE_ENTITY } from '../../kernel/exchange-rates.ts';
import { derivedId } from '../../kernel/ids.ts';
import { fail, ok } from '../../kernel/result.ts';

const SET_RATE = 'rate.set';

export const setRate = defineCommand({
  name: SET_RATE,
  input: z.strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/),
    perUnit: z.number(),
    validFrom: z.iso.date(),
  }),
  plan({ currency, perUnit, validFrom }) {
    const values = { currency, perUnit, validFrom };
    const id = derivedId(RATE_ENTITY, currency, validFrom);
    // One that was taken away is there again.
    const record: RecordValues = { entity: RATE_ENTITY, id, create: true, values, archived: false };
    return ok({ records: [record], label: `Exchange rate of ${currency} from ${validFrom}` });
  },
});

/** A rate of nothing would make every amount of its currency vanish from the totals. */
export const rateOnWrite: WriteRule = (_before, patch: Values) => {
  const { perUnit } = patch;
  if (perUnit === undefined || (typeof perUnit === 'number' && perUnit > 0))
    return { ok: true, patch };
  return fail({
    code: 'rate-not-positive',
    message: 'An exchange rate is more than nothing.',
    remedy: 'Enter how much one unit is worth, such as 0.92.',
    fields: ['perUnit'],
  });
};
