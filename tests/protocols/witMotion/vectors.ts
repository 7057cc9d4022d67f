/*
 * Captures of real sensors. The bytes are facts of the named sources:
 * vendor: WITMOTION/WitBluetooth_BWT901BLE5_0 at 9efaab0, notifications in its examples;
 * vib: obedier/vib, analyze_wt901_data.py, a WT901BLE68 whose link cut every frame to 16 bytes.
 */

/** Four frames in one notification: specific force of the first in g, rounded to five digits. */
export const FOUR_FRAMES = {
  name: 'four frames',
  source: 'vendor, real',
  hex:
    '5561fcffefff110800000000000098ff0d00f831 5561fdffecff0e0800000000000098ff0d00f831' +
    '5561fdffecff0e0800000000000098ff0d00f831 5561feffe9ff0f0800000000000098ff0d00f831',
  frames: 4,
  firstG: [-0.00195, -0.0083, 1.0083],
  roundingG: 5e-6,
} as const;

/** Two frames in one notification, at 50 Hz: by hand from its first six bytes of counts. */
export const TWO_FRAMES = {
  name: 'two frames',
  source: 'vendor, real',
  hex: '5561f3fff3ff0f0800000000000098ff0d00f831 5561f9fff1ff100800000000000098ff0d00f831',
  frames: 2,
  firstG: [-13 / 2048, -13 / 2048, 2063 / 2048],
  roundingG: 0,
} as const;

/** A frame of which the link left 16 bytes, rounded to four digits. */
export const CUT_OFF = {
  name: 'cut off',
  source: 'vib, real',
  hex: '55 61 35 ff 59 ff 0a 08 00 00 00 00 00 00 b9 fc',
  firstG: [-0.0991, -0.0815, 1.0049],
  roundingG: 5e-5,
} as const;
