import { BROAD } from './broad.ts';
import type { DataSet } from './dataSet.ts';
import { FAN_KNEE } from './fanKnee.ts';
import { MOVELLA_DOT } from './movellaDot.ts';
import { OPENCAP_MOCAP } from './opencapMocap.ts';
import { OTHER_MOCAP } from './otherMocap.ts';
import { SIMULATOR } from './simulator/simulatorSet.ts';
import { SKINEMATICS } from './skinematics.ts';
import { WEYGERS_KOK } from './weygersKok.ts';

/** Every set of recordings that `npm run validate` knows. */
export const DATA_SETS: readonly DataSet[] = [
  BROAD,
  WEYGERS_KOK,
  FAN_KNEE,
  OPENCAP_MOCAP,
  OTHER_MOCAP,
  MOVELLA_DOT,
  SKINEMATICS,
  SIMULATOR,
];
