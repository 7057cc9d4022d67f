import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Role } from '../../../../src/model/role.ts';
import type { CueSound } from '../audio/cueSound.ts';
import type { DrawLoop } from '../draw/drawLoop.ts';
import type { CueChoice } from './cueChoice.ts';
import type { FullScreen } from './fullScreen.ts';
import type { Keys } from './keys.ts';
import type { LiveStore } from './liveStore.ts';
import type { Markers } from './markers.ts';
import type { PainReport } from './painReport.ts';
import type { TrialDesk } from './trialDesk.ts';
import type { WakeLock } from './wakeLock.ts';
import type { Watching } from './watching.ts';

export interface Page {
  readonly role: Role;
  readonly store: LiveStore;
  readonly loop: DrawLoop;
  readonly sound: CueSound;
  readonly cueChoice: CueChoice;
  readonly keys: Keys;
  readonly fullScreen: FullScreen;
  readonly wakeLock: WakeLock;
  readonly pain: PainReport;
  readonly markers: Markers;
  readonly trials: TrialDesk;
  readonly watching: Watching;
}

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage() outside of <PageContext.Provider>');
  return page;
}
