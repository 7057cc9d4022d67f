import type { HubReport } from '../../model/hubReport.ts';
import type { HUB } from '../schema/hubMeasurement.ts';
import type { FieldValues } from '../schema/measurement.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** One line about the hub itself; what the same input tells of sensors is in `sensor`. */
export function hubLines(
  report: HubReport,
  timeUs: number,
  writer: SeriesWriter<typeof HUB>,
): string[] {
  const values: FieldValues<typeof HUB> = {
    cpu_pct: report.cpuPct,
    memory_mb: report.memoryMb,
    loop_delay_p99_ms: report.loopDelayP99Ms,
    disk_free_mb: report.diskFreeMb,
    clients: report.clients,
    upload_lag_s: report.uploadLagS,
  };
  return writer.line({}, timeUs, values);
}
