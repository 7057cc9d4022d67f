import type { Calibration } from '../model/calibration.ts';
import type { PipelineInput } from '../model/events.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { Recording } from '../recording/reader.ts';

export interface RecordedSensor {
  readonly sensor: SensorDescription;
  /** Where it was worn last; null of one that was taken off or never placed. */
  readonly placement: Placement | null;
}

/** Who was worn where at the end of a recording, and how the last calibration was. */
export interface RecordedWear {
  readonly sensors: readonly RecordedSensor[];
  /** null without one. */
  readonly calibration: Calibration['verdict'] | null;
}

/** Reads inputs and events alone: no sample and no frame. */
export async function recordedWear(recording: Recording): Promise<RecordedWear> {
  const sensors = new Map<SensorId, SensorDescription>();
  const placements = new Map<SensorId, Placement>();
  let calibration: RecordedWear['calibration'] = null;
  for await (const batch of recording.batches(['input', 'event'])) {
    for (const message of batch) {
      if (message.kind === 'input') see(message.input, sensors, placements);
      else if (message.event.type === 'calibration') {
        calibration = message.event.calibration.verdict;
      }
    }
  }
  return {
    sensors: [...sensors.values()].map((sensor) => ({
      sensor,
      placement: placements.get(sensor.id) ?? null,
    })),
    calibration,
  };
}

function see(
  input: PipelineInput,
  sensors: Map<SensorId, SensorDescription>,
  placements: Map<SensorId, Placement>,
): void {
  if (input.type === 'sensorLinked') sensors.set(input.sensor.id, input.sensor);
  if (input.type !== 'placed') return;
  if (input.placement === null) placements.delete(input.sensorId);
  else placements.set(input.sensorId, input.placement);
}
