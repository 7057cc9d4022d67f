import type { Hub } from '../../hub/hub.ts';
import type { Load } from '../../hub/processLoad.ts';
import type { Uploader } from '../../influx/upload/uploader.ts';
import type { HubReport } from '../../model/hubReport.ts';

const BYTES_PER_MB = 1024 * 1024;

/** How the hub fares, for the recording. */
export function hubReport(
  load: Load,
  freeBytes: number | null,
  { clientCount: clients, loopDelayP99Ms }: Hub,
  uploader: Uploader,
): HubReport {
  const { state, lagS } = uploader.state;
  return {
    ...load,
    loopDelayP99Ms,
    diskFreeMb: freeBytes === null ? null : freeBytes / BYTES_PER_MB,
    clients,
    uploadLagS: state === 'off' ? null : lagS,
  };
}
