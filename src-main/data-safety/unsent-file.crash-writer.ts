/**
 * The process that the crash tests kill: appends entries of growing size, several at a time, and
 * prints a number only after its append was confirmed. A refusal is printed with its code.
 *
 *     node unsent-file.crash-writer.ts FILE FIRST_NUMBER COUNT
 */
import { UnsentFile } from './unsent-file.ts';

const [file, first, count] = process.argv.slice(2);
if (file === undefined) throw new Error('name the file');
const opened = await UnsentFile.open(file, () => 0x5eed5a17);
if (!opened.ok) throw new Error(opened.problem.code);

const APPENDS_AT_ONCE = 3;
const start = Number(first);
for (let n = start; n < start + Number(count); n += APPENDS_AT_ONCE) {
  const batch = Array.from({ length: APPENDS_AT_ONCE }, async (_, index) => {
    const number = n + index;
    const bytes = new Uint8Array(number % 997).fill(number % 251);
    const result = await opened.unsent.append({ device: 'device', n: number, bytes });
    process.stdout.write(result.ok ? `${number}\n` : `${result.problem.code}\n`);
  });
  await Promise.all(batch);
}
