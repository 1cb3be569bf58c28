import { useEffect, useState } from 'react';

/** Clocks jump and computers sleep, so midnight is looked for rather than waited for. */
const LOOK_EVERY_MS = 30_000;

/** Now, as exact as days and the hour of an appointment need it. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
