// Chromium complains on stderr about services that a container or a plain desktop lacks (a system
// bus, a GPU). None of it is about the app; the app's own words pass.
import { Transform } from 'node:stream';

/** Such as `[3880:1121/205310.810424:ERROR:bus.cc(407)] Failed to connect to the bus`. */
const CHROMIUM_LINE = /^\[\d+:\d{4}\/\d{6}\.\d+:(?:INFO|WARNING|ERROR):[\w./-]+\(\d+\)\] /;

/** @param {string} line */
export function isChromiumNoise(line) {
  return CHROMIUM_LINE.test(line);
}

export function withoutChromiumNoise() {
  let rest = '';
  return new Transform({
    transform(chunk, _encoding, done) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      const kept = lines.filter((line) => line !== '' && !isChromiumNoise(line));
      done(null, kept.map((line) => `${line}\n`).join(''));
    },
    flush(done) {
      done(null, rest === '' || isChromiumNoise(rest) ? '' : `${rest}\n`);
    },
  });
}
