/** What an export can be, as the command line, the hub and its page tell it. */
export const EXPORT_FORMATS = ['csv', 'parquet', 'json', 'opensim', 'bids', 'mcap'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface FormatWords {
  readonly title: string;
  /** What it is for and by which programs it is read. */
  readonly use: string;
  /** What is in it. */
  readonly holds: string;
  /** Bytes of its files for each byte of the recording, as measured in an hour of seven sensors. */
  readonly sizeShare: number;
}

export const FORMAT_WORDS: Readonly<Record<ExportFormat, FormatWords>> = {
  csv: {
    title: 'CSV tables',
    use: 'For spreadsheets, pandas, R, MATLAB: anything that reads tables',
    holds: 'body.csv, reps.csv, events.csv, and columns.csv, which says what every column is',
    sizeShare: 0.93,
  },
  parquet: {
    title: 'Parquet tables',
    use: 'For pandas, MATLAB and databases, where CSV is too large or too slow',
    holds: 'the same tables, typed and compressed',
    sizeShare: 0.33,
  },
  json: {
    title: 'JSON lines',
    use: 'For programs that read one row after the other',
    holds: 'the same tables, one JSON object per line, and session.json with facts and settings',
    sizeShare: 3.6,
  },
  opensim: {
    title: 'OpenSim',
    use: 'For OpenSim and OpenSense: a model that moves as the person did',
    holds: 'orientations.sto, calibration_pose.sto for OpenSense, angles.mot, quality.csv',
    sizeShare: 0.53,
  },
  bids: {
    title: 'BIDS Motion',
    use: 'For data sets that are shared and archived',
    holds: 'one BIDS Motion data set; the command line makes one of several recordings',
    sizeShare: 1.47,
  },
  mcap: {
    title: 'MCAP with layouts',
    use: 'For Foxglove, Lichtblick and PlotJuggler',
    holds: 'a copy of the recording with layouts for Foxglove and PlotJuggler',
    sizeShare: 1,
  },
};
