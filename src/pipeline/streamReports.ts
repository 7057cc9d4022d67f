import type { PipelineEvent } from '../model/events.ts';
import type { Packet, SensorId } from '../model/sensor.ts';
import { type PacketError, timingOf } from '../protocols/index.ts';
import { ClockReports } from './clockReports.ts';
import { LateSamples } from './lateSamples.ts';
import { RefilledSamples } from './refilledSamples.ts';
import type { Accepted, SensorTrack } from './sensorTrack.ts';
import { UnreadablePackets } from './unreadablePackets.ts';

/** What is to be told of the streams of all sensors: nothing of it more often than a person can read. */
export class StreamReports {
  readonly #unreadable = new UnreadablePackets();
  readonly #late = new LateSamples();
  readonly #refilled = new RefilledSamples();
  readonly #clocks = new ClockReports();

  /** What became of a block of a sensor. */
  *accepted(track: SensorTrack, accepted: Accepted, timeUs: number): Generator<PipelineEvent> {
    const { id: sensorId, driver } = track.sensor;
    const { firstIndex, samples, lost, recovered, late, restarted } = accepted;
    if (restarted) {
      const sentence = `Sensor ${sensorId} counts its samples anew; it was restarted.`;
      yield { type: 'fault', timeUs, sensorId, sentence };
    }
    if (samples && lost) {
      const isEstimated = timingOf(driver).kind !== 'indexed';
      const lostUs = samples.timeUs[0];
      yield {
        ...{ type: 'samplesLost', timeUs: lostUs, sensorId, ...lost },
        ...(isEstimated && { estimated: true }),
      };
    }
    for (const { firstIndex: first, count } of recovered) {
      const told = this.#refilled.note(sensorId, { first, end: first + count }, timeUs);
      if (told) yield told;
    }
    const told = this.#refilled.due(sensorId, timeUs);
    if (told) yield told;
    if (timingOf(driver).kind !== 'known') {
      const clock = this.#clocks.due(sensorId, timeUs, () => track.clock);
      if (clock) yield clock;
    }
    if (late > 0) {
      const count = this.#late.note(sensorId, late, timeUs);
      if (count) yield { type: 'samplesLate', timeUs, sensorId, firstIndex, count };
    }
  }

  /** A packet that cannot be read. */
  *unreadable({ sensorId, arrivalUs }: Packet, error: PacketError): Generator<PipelineEvent> {
    const sentence = this.#unreadable.note(sensorId, error, arrivalUs);
    if (sentence) yield { type: 'fault', timeUs: arrivalUs, sensorId, sentence };
  }

  /** The link of a sensor begins or ends. */
  *linkChanged(sensorId: SensorId, timeUs: number): Generator<PipelineEvent> {
    const told = this.#refilled.end(sensorId, timeUs);
    if (told) yield told;
    this.#clocks.beginAnew(sensorId);
  }
}
