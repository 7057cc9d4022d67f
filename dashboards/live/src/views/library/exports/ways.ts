/** A way to compute a recording anew, in a person's words. */
export interface Way {
  readonly key: string;
  readonly label: string;
  readonly what: string;
  /** What the hub is asked for. */
  readonly body: object;
  /** Whether the one calibration of the recording stays; where there are more, or none, it is found anew. */
  readonly keepsCalibration?: true;
}

export const WAYS: readonly [first: Way, ...others: Way[]] = [
  {
    key: 'version',
    label: 'As it was, with this version',
    what: 'The same data, calibration and settings, computed by the version that runs now.',
    body: { asRecorded: true },
  },
  {
    key: 'offline',
    label: 'Judged by what came before and after',
    what: 'Each moment is judged with what came later too: steadier angles for reports, not what was seen live. The calibration stays, where there is just one.',
    body: { offline: true },
    keepsCalibration: true,
  },
  {
    key: 'hub',
    label: 'With the settings of this hub',
    what: 'The same data and calibration, with the training targets, cues and own measures of the session that this hub is in.',
    body: { asRecorded: true, hubSettings: true },
  },
  {
    key: 'calibration',
    label: 'With the calibration found anew',
    what: 'The standing and the bends are looked for in the data: for recordings from other programs, and where the calibration was not good.',
    body: {},
  },
];
