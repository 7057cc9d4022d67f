import type { HelloMessage } from '../../../../src/stream/client.ts';
import type { SensorStatus } from '../../../../src/stream/messages.ts';

export type ViewName = 'live' | 'setup';

/** Which view to open with: a live hub without a streaming sensor needs setting up first. */
export function openingView(
  hello: Pick<HelloMessage, 'mode'> | null,
  sensors: readonly Pick<SensorStatus, 'link'>[],
): ViewName {
  const streaming = sensors.some((sensor) => sensor.link === 'streaming');
  return hello?.mode === 'live' && !streaming ? 'setup' : 'live';
}
