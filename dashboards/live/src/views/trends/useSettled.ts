import { useEffect, useState } from 'preact/hooks';

/** The value once it has stayed the same for a moment, as after a pointer that passed over many. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
