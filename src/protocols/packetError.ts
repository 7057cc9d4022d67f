import type { SensorId } from '../model/sensor.ts';

/** A packet that cannot be decoded; the message is a sentence a person can read. */
export class PacketError extends Error {
  override readonly name = 'PacketError';
  readonly sensorId: SensorId;

  constructor(sensorId: SensorId, reason: string, options?: ErrorOptions) {
    super(`Sensor ${sensorId} sent a packet that cannot be read: ${reason}.`, options);
    this.sensorId = sensorId;
  }
}
