import type { Make } from './makeProgram.ts';
import { metaMotion } from './metaMotion/metaMotion.ts';
import type { MetaMotionUnit } from './metaMotion/units.ts';
import { movellaDot } from './movellaDot/movellaDot.ts';
import type { SyncBeacons } from './movellaDot/synchronisation.ts';
import { movesense } from './movesense/movesense.ts';
import { witMotion } from './witMotion/witMotion.ts';

/** A make that can be bought, and in which manner its twin behaves. */
export type MakeChoice =
  | {
      readonly driver: 'movellaDot';
      /** From the start of a synchronisation to its result, ms; default 14 s. */
      readonly syncDurationMs?: number;
    }
  | { readonly driver: 'movesense' }
  | {
      readonly driver: 'witMotion';
      /** Bytes of each notification, wherever frames end; default whole frames. */
      readonly notificationBytes?: number;
    }
  | {
      readonly driver: 'metaMotion';
      /** Default 'bmi160'. */
      readonly unit?: MetaMotionUnit;
    };

const MOVELLA_ADDRESS = 'd4:22:cd';

/** The address of a sensor of a make, made from that which one of ours would have. */
export function addressInMake({ driver }: MakeChoice, address: string): string {
  if (driver !== 'movellaDot') return address;
  return MOVELLA_ADDRESS + address.slice(MOVELLA_ADDRESS.length);
}

const FIRST_MOVESENSE_SERIAL = 204_630_000_001;
const FIRST_METAMOTION_SERIAL = 0x05_0001;

/** What one sensor of a make is made of. */
export interface MakeParts {
  /** Of this sensor among all; its serial number follows from it. */
  readonly index: number;
  readonly address: string;
  readonly beacons: SyncBeacons;
}

export function makeOf(choice: MakeChoice, { index, address, beacons }: MakeParts): Make {
  switch (choice.driver) {
    case 'movellaDot':
      return movellaDot({ ...choice, address, beacons });
    case 'movesense':
      return movesense({ serial: `${FIRST_MOVESENSE_SERIAL + index}` });
    case 'witMotion':
      return witMotion({ ...choice, address });
    case 'metaMotion':
      return metaMotion({ ...choice, serial: hex6(FIRST_METAMOTION_SERIAL + index) });
  }
}

function hex6(value: number): string {
  return value.toString(16).padStart(6, '0');
}
