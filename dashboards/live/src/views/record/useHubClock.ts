import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';

const TICK_MS = 250;

/** The hub's time, µs, in whole seconds that go on while the hub is heard; null where it is not. */
export function useHubClock(): number | null {
  const { store } = usePage();
  const read = () => {
    if (store.freshness.peek().level === 'offline') return null;
    const nowUs = store.hubTimeUs(performance.now());
    return nowUs === null ? null : Math.floor(nowUs / 1e6) * 1e6;
  };
  const [nowUs, setNow] = useState(read);
  useEffect(() => {
    // The same second again renders nothing.
    const timer = setInterval(() => setNow(read()), TICK_MS);
    return () => clearInterval(timer);
  }, [store]);
  return nowUs;
}
