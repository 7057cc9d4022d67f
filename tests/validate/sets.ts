import { BROAD } from './broad.ts';
import type { DataSet } from './dataSet.ts';
import { OPENCAP_MOCAP } from './opencapMocap.ts';
import { OTHER_MOCAP } from './otherMocap.ts';
import { WEYGERS_KOK } from './weygersKok.ts';

/** Every set of recordings that `npm run validate` knows. */
export const DATA_SETS: readonly DataSet[] = [BROAD, WEYGERS_KOK, OPENCAP_MOCAP, OTHER_MOCAP];
