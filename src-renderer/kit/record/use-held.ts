import { useState } from 'react';

/** The value of now; while it is held, the one that was there when that began. It has to stay itself between changes. */
export function useHeld<Value>(value: Value, isHeld: boolean): Value {
  const [kept, setKept] = useState(value);
  if (isHeld || Object.is(kept, value)) return isHeld ? kept : value;
  setKept(value);
  return value;
}
