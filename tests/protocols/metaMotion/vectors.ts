/*
 * Bytes and values of the unit tests of mbientlab/MetaWear-SDK-Cpp at f67699e, test/: of
 * test_accelerometer_bmi160, test_gyro_bmi160, test_magnetometer_bmm150, test_sensor_fusion and
 * test_settings. All are unit vectors; values are as printed there, to three digits unless said.
 */
export const SOURCE = 'MetaWear-SDK-Cpp, unit';

/** Rounding of a value with three digits. */
export const ROUNDING = 5e-4;

interface InertialVector {
  readonly name: string;
  readonly hex: string;
  /** Half the range, g or °/s. */
  readonly range: number;
  /** In g or °/s. */
  readonly samples: readonly (readonly number[])[];
}

export const ACCELERATIONS: readonly InertialVector[] = [
  { name: 'single', hex: '030416c494a22ad0', range: 4, samples: [[-1.872, -2.919, -1.495]] },
  {
    name: 'packed',
    hex: '031c62b7530de9fd16d04d0e57028affa1050a01',
    range: 8,
    samples: [
      [-4.539, 0.833, -0.131],
      [-2.995, 0.894, 0.146],
      [-0.029, 0.352, 0.065],
    ],
  },
];

export const ANGULAR_RATES: readonly InertialVector[] = [
  { name: 'single', hex: '13053e43ff7f0080', range: 500, samples: [[262.409, 499.497, -499.512]] },
  {
    name: 'packed',
    hex: '13070915ad2608de8a1a0d2665e48d20ac2773ec',
    range: 1000,
    samples: [
      [164.177, 301.86, -265.122],
      [207.134, 296.982, -215.457],
      [254.055, 309.634, -152.591],
    ],
  },
];

/** µT, exact. */
export const MAGNETIC_FIELD = { hex: '15054ef0530a7504', fieldUt: [-251.125, 165.1875, 71.3125] };

export const QUATERNION = {
  hex: '19071b9b703f8c5e4dbd077f1dbe78029abe',
  quaternion: [0.94, -0.05, -0.154, -0.301],
};

/** g, four digits. */
export const CORRECTED_ACCELERATION = {
  hex: '1904203e53c50cfe79460cfe79c600',
  accelerationG: [-3.3799, 15.9995, -15.9995],
};

/** g, three digits. */
export const GRAVITY = {
  hex: '1909ee20d33eb29301410459b0c0',
  gravityG: [0.042, 0.826, -0.562],
};

export const BATTERY = { hex: '118c633410', percent: 99, millivolts: 4148 };
