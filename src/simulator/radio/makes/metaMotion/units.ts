/** The inertial units that MetaMotions were built with. */
export type MetaMotionUnit = 'bmi160' | 'bmi270';

/** What one module of a unit is told by, and what it tells. */
export interface ModuleLayout {
  /** What a probe answers. */
  readonly implementation: number;
  readonly revision: number;
  readonly dataRegister: number;
  readonly packedRegister: number;
  /** Codes of its ranges, and half of each range, g or °/s. */
  readonly ranges: ReadonlyMap<number, number>;
}

export interface UnitLayout {
  readonly accelerometer: ModuleLayout;
  readonly gyro: ModuleLayout;
}

const GYRO_RANGES_DPS = new Map([
  [0, 2000],
  [1, 1000],
  [2, 500],
  [3, 250],
  [4, 125],
]);

export const UNIT_LAYOUTS: Readonly<Record<MetaMotionUnit, UnitLayout>> = {
  bmi160: {
    accelerometer: {
      implementation: 1,
      revision: 1,
      dataRegister: 0x04,
      packedRegister: 0x1c,
      ranges: new Map([
        [0x03, 2],
        [0x05, 4],
        [0x08, 8],
        [0x0c, 16],
      ]),
    },
    gyro: {
      implementation: 0,
      revision: 1,
      dataRegister: 0x05,
      packedRegister: 0x07,
      ranges: GYRO_RANGES_DPS,
    },
  },
  bmi270: {
    accelerometer: {
      implementation: 4,
      revision: 0,
      dataRegister: 0x04,
      packedRegister: 0x05,
      ranges: new Map([
        [0x00, 2],
        [0x01, 4],
        [0x02, 8],
        [0x03, 16],
      ]),
    },
    gyro: {
      implementation: 1,
      revision: 0,
      dataRegister: 0x04,
      packedRegister: 0x05,
      ranges: GYRO_RANGES_DPS,
    },
  },
};
