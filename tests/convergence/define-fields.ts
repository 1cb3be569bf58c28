/** Fields of one's own are added, deleted, restored and written on several desktops at once. */
import { customKey } from '../../crm/kernel/custom/custom-keys.ts';
import { newId } from '../../crm/kernel/ids.ts';
import type { Action } from './actions.ts';

const FEW_FIELDS = 3;

export const defineFields: Action = async (stage, desktop, engine) => {
  const { world } = stage;
  const fields = [...engine.all('customField')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (fields.length < FEW_FIELDS) {
    const id = newId({ nowMs: world.nowMs }, world.random);
    const type = world.pick(['text', 'multiSelect', 'emails']);
    const input = { id, on: 'account', type, label: `Field ${stage.serial++}` };
    const added = await engine.run('customField.save', input);
    if (added.ok) stage.ledger.acts.add(added.value.txId);
    return `adds a ${type} field ${id.slice(-4)} ${added.ok ? 'confirmed' : added.problem.code}`;
  }
  const deleted = fields.find((one) => one['deletedAt'] !== undefined);
  const field =
    deleted !== undefined && world.chance(400) ? deleted : world.pick(fields.slice(0, FEW_FIELDS));
  const key = customKey(field.id);
  if (field === deleted || world.chance(250)) {
    const name = field['deletedAt'] === undefined ? 'customField.delete' : 'customField.restore';
    const done = await engine.run(name, { id: field.id });
    if (done.ok) stage.ledger.acts.add(done.value.txId);
    return `${name} ${field.id.slice(-4)} ${done.ok ? 'confirmed' : done.problem.code}`;
  }
  const accounts = [...engine.all('account')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [account] = accounts;
  const definition = desktop.registry().entity('account')?.fields[key];
  if (account === undefined || definition === undefined) return 'has no field to write';
  const word = `w${world.roll(5)}`;
  const here = (account[key] ?? []) as readonly { readonly id: string }[];
  const value =
    definition.kind === 'text'
      ? word
      : definition.kind === 'multiSelect'
        ? [...new Set([...((account[key] ?? []) as readonly string[]), word])].toSorted()
        : [...here.filter(({ id }) => id !== word), { id: word, address: `${word}@a.example` }];
  const input = { entity: 'account', id: account.id, values: { [key]: value }, create: false };
  const written = await engine.write([input], { label: 'write a custom field', batch: '' });
  return `writes ${key.slice(-4)} of account ${account.id.slice(-4)} ${written.ok ? 'confirmed' : written.problem.code}`;
};
