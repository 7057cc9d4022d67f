import { runChaos } from '../influx/chaos/chaos.ts';
import { HEAP_MB } from '../influx/chaos/chaosHubProcess.ts';
import type { Results } from './results.ts';

const MINUTES = 15;
const SERVER_KILLS = 30;
const HUB_KILLS = 10;

/**
 * A quarter of an hour of 7 × 120 Hz and two legs at five times real time, to a real server that is
 * killed and frozen, by a hub that is killed and made to send again.
 */
export async function soakInflux(results: Results): Promise<void> {
  const outcome = await runChaos({
    seed: 9,
    seconds: 60 * MINUTES,
    speed: 5,
    serverKills: SERVER_KILLS,
    hubKills: HUB_KILLS,
    // The longest beyond what a request waits for its answer.
    freezesS: [2, 5, 14],
    resends: 3,
    progress: (line) => console.error(`  ${line}`),
  });
  for (const line of outcome.differing.slice(0, 20)) console.error(line);
  results.exactly('chaos: series and fields not as recorded', outcome.differing.length, 0);
  results.told('chaos: series and fields', outcome.series, '1');
  results.told('chaos: points', outcome.points, '1');
  results.told('chaos: lines sent, with those sent again', outcome.linesSent, '1');
  results.told('chaos: parts of the session', outcome.parts, '1');
  results.exactly('chaos: lines refused', outcome.refused, 0);
  results.exactly('chaos: messages the recorder could not keep', outcome.leftOut, 0);
  results.atMost('chaos: longest call of the recorder', outcome.longestWriteMs, 100, 'ms');
  results.told('chaos: latest the recorder was fed', outcome.latestMs, 'ms');
  results.told('chaos: heap the hub may keep alive and kept to', HEAP_MB, 'MB');
  results.told('chaos: most resident memory of the hub', outcome.mostMemoryMb, 'MB');
}
