import { float, integer, type Measurement } from './measurement.ts';

export const HUB = {
  name: 'hub_report',
  line: 'how the hub fared in the last ten seconds of a live session',
  tags: [],
  fields: [
    float('cpu_pct', '%', 'of one core'),
    float('memory_mb', 'MB', 'resident memory'),
    float('loop_delay_p99_ms', 'ms', 'by how much the event loop was late, 99th percentile'),
    float('disk_free_mb', 'MB', 'where recordings are written; absent where it cannot be told'),
    integer('clients', '1', 'pages and programs that listen'),
    float('upload_lag_s', 's', 'by how much the database was behind; absent without one'),
  ],
} as const satisfies Measurement;
