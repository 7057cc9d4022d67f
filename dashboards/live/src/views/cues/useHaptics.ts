import { useState } from 'preact/hooks';
import type { LiveStatus } from '../../../../../src/model/liveStatus.ts';
import { usePage } from '../../store/storeContext.ts';

export interface Haptics {
  readonly on: boolean;
  /** Why it cannot be chosen now; empty where it can. */
  readonly reason: string;
  readonly choose: (on: boolean) => void;
}

/** Whether cues are felt on the limb: the hub's to know, so the switch follows what it tells. */
export function useHaptics(): Haptics {
  const { store, role } = usePage();
  const status = store.status.value;
  const [asked, setAsked] = useState<{ on: boolean; during: LiveStatus } | null>(null);
  // What was asked stands until the hub tells what came of it.
  const on = asked && asked.during === status ? asked.on : (status?.haptics.on ?? false);
  const choose = (wanted: boolean) => {
    if (!status || !store.send({ type: 'haptics', on: wanted })) return;
    setAsked({ on: wanted, during: status });
  };
  return {
    on: on && status?.haptics.available === true,
    reason:
      role === 'operator'
        ? reasonOf(status, store.replay.value !== null)
        : 'this screen only looks on',
    choose,
  };
}

function reasonOf(status: LiveStatus | null, replaying: boolean): string {
  if (replaying) return 'a replay moves nobody';
  if (status === null) return 'the hub has not told yet';
  return status.haptics.available ? '' : 'no sensor worn has a motor';
}
