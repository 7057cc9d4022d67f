import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { SourceFault } from '../model/sensorLink.ts';
import type { HubClock, SensorSource } from '../model/sensorSource.ts';
import type { FaultGuard } from './faultGuard.ts';
import type { PlacementStore } from './placementStore.ts';
import { placed } from './placeSensor.ts';
import type { SensorRegistry } from './sensorRegistry.ts';
import type { SessionIntake } from './sessionIntake.ts';

export interface SourceIntakeOptions {
  readonly source: SensorSource;
  readonly registry: SensorRegistry;
  readonly intake: SessionIntake;
  readonly placements: PlacementStore;
  readonly guard: FaultGuard;
  readonly clock: HubClock;
  /** A sensor was linked or lost. */
  readonly changed: () => void;
}

/**
 * Takes what sensors do into the registry and the session, which begins with the first linked sensor.
 * @returns what ends it
 */
export function takeInSource(options: SourceIntakeOptions): () => void {
  const { source, registry, intake, clock, guard, changed } = options;
  // What is shown of a sensor must not stand between it and the recording.
  const note = (sensorId: SensorId | null, action: () => void): void => {
    guard.run('Noting how a sensor fares failed', sensorId, action);
  };
  const listening = [
    source.on('sensorFound', (sensor) => note(null, () => registry.found(sensor, clock()))),
    source.on('sensorLinked', (sensor, atUs) => sensorLinked(sensor, atUs, options)),
    source.on('packet', (packet) => {
      note(packet.sensorId, () => registry.packet(packet.sensorId, packet.arrivalUs));
      intake.accept({ type: 'packet', packet });
    }),
    source.on('sensorLost', (sensorId, reason, atUs) => {
      note(sensorId, () => registry.lost(sensorId));
      intake.accept({ type: 'sensorLost', timeUs: atUs, sensorId, reason });
      note(sensorId, changed);
    }),
    source.on('clockExchange', (sensorId, exchange) =>
      intake.accept({ type: 'clockExchange', timeUs: intake.stamp(), sensorId, exchange }),
    ),
    source.on('samplesGone', (sensorId, firstIndex, count) =>
      intake.accept({ type: 'samplesGone', timeUs: intake.stamp(), sensorId, firstIndex, count }),
    ),
    source.on('battery', (sensorId, percent) =>
      note(sensorId, () => registry.battery(sensorId, percent)),
    ),
    source.on('signal', (sensorId, rssiDbm) =>
      note(sensorId, () => registry.signal(sensorId, rssiDbm)),
    ),
    source.on('linkChanged', (change) => note(change.sensorId, () => registry.linkChanged(change))),
    source.on('fault', (fault) => note(fault.sensorId, () => sourceFault(fault, options))),
  ];
  return () => {
    for (const end of listening) end();
  };
}

function sensorLinked(
  sensor: SensorDescription,
  atUs: number,
  { registry, intake, placements, clock, guard, changed }: SourceIntakeOptions,
): void {
  guard.run('Noting how a sensor fares failed', sensor.id, () => registry.linked(sensor, clock()));
  intake.begin(atUs);
  intake.accept({ type: 'sensorLinked', timeUs: atUs, sensor });
  const placement = placements.placements.get(sensor.id);
  if (placement) intake.accept(placed(intake.stamp(), sensor.id, placement));
  guard.run('Noting how a sensor fares failed', sensor.id, changed);
}

function sourceFault(
  { sentence, sensorId, address }: SourceFault,
  { registry, guard }: SourceIntakeOptions,
): void {
  registry.problem(sensorId, address, sentence);
  guard.tell(sentence, sensorId, undefined, 'radio');
}
