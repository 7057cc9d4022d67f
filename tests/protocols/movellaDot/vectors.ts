/*
 * Messages of the message service. The bytes are facts of the named sources:
 * spec: "Movella DOT BLE Service Specification" XD0506P revision C, examples;
 * server: xsens/xsens_dot_server at 364d521, bleHandler.js and syncManager.js.
 * No public capture of a live measurement was found: payloads are built from the layout in the tests.
 */
export const MESSAGES = [
  { name: 'GetSyncStatus', hex: '02 01 08 F5', source: 'spec' },
  { name: 'not synchronised', hex: '02 02 51 09 A2', source: 'spec' },
  { name: 'synchronised', hex: '02 02 51 04 A7', source: 'spec' },
  { name: 'StartSync', hex: '02 07 01 CC BB AA CD 22 D4 02', source: 'spec' },
  { name: 'StartSync, another root', hex: '02 07 01 C9 7A 28 3F F0 DB 81', source: 'server' },
  { name: 'StartSync result', hex: '02 02 03 00 F9', source: 'spec' },
  { name: 'StopSync', hex: '02 01 02 FB', source: 'spec' },
  { name: 'StopSync acknowledged', hex: '02 02 50 00 AC', source: 'spec' },
  { name: 'GetState', hex: '01 01 02 FC', source: 'spec' },
  { name: 'state', hex: '01 03 01 06 02 F3', source: 'spec' },
  { name: 'StopRecording', hex: '01 01 41 BD', source: 'spec' },
  { name: 'factory reset', hex: '03 01 04 F8', source: 'spec' },
] as const;

/** The specification's StartRecording example: its last byte should be E4. */
export const WRONG_CHECKSUM = '01 07 40 DF 50 3B 5B 08 07 E0';

/** Bytes that mean something, by payload mode, as the specification counts them. */
export const PAYLOAD_BYTES = [
  [2, 36],
  [3, 32],
  [4, 16],
  [5, 20],
  [6, 16],
  [7, 32],
  [16, 28],
  [18, 38],
  [19, 32],
  [20, 34],
  [21, 28],
  [22, 40],
  [23, 34],
  [24, 32],
  [26, 44],
] as const;
