import type { PipelineInput } from '../../model/events.ts';
import type { SensorId } from '../../model/sensor.ts';
import type { Recording } from '../../recording/reader.ts';
import { timeOf } from '../inputs.ts';
import { keyOf, LaterPackets, lossKeyOf, type Moves } from './laterPackets.ts';

/**
 * Puts the inputs of a recording in the order in which the samples were taken: what was had again from
 * a sensor's ring buffer stands where it would have come, as if nothing had been lost. A hub cannot
 * wait for it; who computes a recording anew can.
 */
export class SampleOrder {
  readonly #moves: Moves;
  #moved = 0;
  /** Losses that wait for the next link of their sensor. */
  readonly #held = new Map<SensorId, PipelineInput>();

  private constructor(moves: Moves) {
    this.#moves = moves;
  }

  /** Reads all packets of `recording` once. */
  static async of(recording: Recording): Promise<SampleOrder> {
    const later = new LaterPackets();
    for await (const input of recording.inputs()) later.see(input);
    return new SampleOrder(later.moves);
  }

  /** As the order that it was found by, from the start of the recording. */
  fromStart(): SampleOrder {
    return new SampleOrder(this.#moves);
  }

  /** What takes the place of the next input of the recording. */
  *place(input: PipelineInput): Generator<PipelineInput> {
    const { packets, taken, bridgedLosses } = this.#moves;
    const timeUs = timeOf(input);
    for (; this.#moved < packets.length; this.#moved++) {
      const { packet } = packets[this.#moved]!;
      if (packet.arrivalUs > timeUs) break;
      yield { type: 'packet', packet };
    }
    const isTaken = input.type === 'packet' && taken.size > 0 && taken.has(keyOf(input.packet));
    if (isTaken) return;
    if (input.type === 'sensorLost' && bridgedLosses.has(lossKeyOf(input.sensorId, timeUs))) {
      this.#held.set(input.sensorId, input);
      return;
    }
    if (input.type === 'sensorLinked') {
      const loss = this.#held.get(input.sensor.id);
      this.#held.delete(input.sensor.id);
      if (loss) yield loss;
    }
    yield input;
  }
}

/** The inputs of a recording in the order of their samples. */
export async function* inSampleOrder(
  recording: Recording,
  order: SampleOrder,
): AsyncGenerator<PipelineInput, void, void> {
  const placing = order.fromStart();
  for await (const input of recording.inputs()) yield* placing.place(input);
}
