import { useCallback, useRef } from 'react';

/**
 * Runs once for one content of a field: Enter commits, and then the focus goes, which must not commit again. `content`
 * is what is in the inputs, as text; typing anything else makes the next commit run.
 */
export function useOncePer(): (content: string, run: () => void) => void {
  const settled = useRef<string | null>(null);
  return useCallback((content, run) => {
    if (settled.current === content) return;
    settled.current = content;
    run();
  }, []);
}
