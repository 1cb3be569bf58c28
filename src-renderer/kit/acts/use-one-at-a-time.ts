import { useCallback, useRef } from 'react';

/** What is on its way is not begun a second time: Enter pressed twice, or held, makes one record. */
export function useOneAtATime(): (act: () => Promise<void>) => void {
  const isUnderWay = useRef(false);
  return useCallback((act) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    void act().finally(() => {
      isUnderWay.current = false;
    });
  }, []);
}
