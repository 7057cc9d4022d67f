import type { PipelineInput } from '../../model/events.ts';
import type { Packet, SensorDescription, SensorId } from '../../model/sensor.ts';
import { contentOf, type PacketContent } from '../../protocols/index.ts';
import { IndexRanges } from '../../signal/indexRanges.ts';

/** A packet that came behind later ones, to be put where its samples belong. */
export interface MovedPacket {
  /** With the arrival it would have had there, and the bytes that came. */
  readonly packet: Packet;
  readonly content: PacketContent;
}

/** What of a recording is to be put elsewhere. */
export interface Moves {
  /** In order of their new arrivals. */
  readonly packets: readonly MovedPacket[];
  /** `keyOf` of those packets, where they are in the recording. */
  readonly taken: ReadonlySet<string>;
  /** `lossKeyOf` of links that were lost, and whose samples were had again: no loss until the next link. */
  readonly bridgedLosses: ReadonlySet<string>;
}

interface Gap {
  readonly first: number;
  readonly end: number;
  /** Arrivals of the packets before and behind it, µs. */
  readonly beforeUs: number;
  readonly behindUs: number;
  /** The link that was lost in it. */
  readonly lossKey: string | null;
}

interface Stream {
  readonly sensor: SensorDescription;
  readonly missing: IndexRanges;
  readonly gaps: Gap[];
  next: number | null;
  arrivalUs: number;
  lossKey: string | null;
}

/**
 * Finds the packets that came behind later ones: had again from a ring buffer, or overtaken. Sees
 * every input of a recording in order.
 */
export class LaterPackets {
  readonly #streams = new Map<SensorId, Stream>();
  readonly #moved: MovedPacket[] = [];
  readonly #taken = new Set<string>();
  readonly #bridgedLosses = new Set<string>();

  see(input: PipelineInput): void {
    if (input.type === 'packet') this.#packet(input.packet);
    else if (input.type === 'sensorLinked') this.#linked(input.sensor);
    else if (input.type === 'sensorLost') {
      const stream = this.#streams.get(input.sensorId);
      if (stream) stream.lossKey = lossKeyOf(input.sensorId, input.timeUs);
    }
  }

  get moves(): Moves {
    const packets = this.#moved.sort((a, b) => a.packet.arrivalUs - b.packet.arrivalUs);
    return { packets, taken: this.#taken, bridgedLosses: this.#bridgedLosses };
  }

  #linked(sensor: SensorDescription): void {
    const known = this.#streams.get(sensor.id);
    const goesOn = known && sensor.run !== undefined && sensor.run === known.sensor.run;
    if (goesOn) return;
    this.#streams.set(sensor.id, {
      sensor,
      missing: new IndexRanges(),
      gaps: [],
      next: null,
      arrivalUs: 0,
      lossKey: null,
    });
  }

  #packet(packet: Packet): void {
    const stream = this.#streams.get(packet.sensorId);
    const content = stream && contentOf(stream.sensor.driver, packet.bytes);
    if (!stream || !content) return;
    const { firstIndex, count } = content;
    const next = stream.next ?? firstIndex;
    if (firstIndex < next) {
      this.#later(stream, packet, content);
      return;
    }
    if (firstIndex > next) this.#gap(stream, next, firstIndex, packet.arrivalUs);
    stream.next = firstIndex + count;
    stream.arrivalUs = packet.arrivalUs;
    stream.lossKey = null;
  }

  #gap(stream: Stream, first: number, end: number, behindUs: number): void {
    stream.missing.add(first, end - first);
    const { arrivalUs: beforeUs, lossKey } = stream;
    stream.gaps.push({ first, end, beforeUs, behindUs, lossKey });
  }

  #later(stream: Stream, packet: Packet, content: PacketContent): void {
    const { firstIndex, count, refilled } = content;
    if (stream.missing.take(firstIndex, count).length === 0) return;
    const gap = stream.gaps.findLast(
      ({ first, end }) => firstIndex < end && first < firstIndex + count,
    );
    if (!gap) return;
    // An arrival bounds when a sample was taken, and must not be told too early; one that was asked
    // for again bounds nothing, and goes among the other sensors' packets of its time.
    const arrivalUs = refilled ? arrivalIn(gap, firstIndex + count) : gap.behindUs;
    this.#moved.push({ packet: { ...packet, arrivalUs }, content });
    this.#taken.add(keyOf(packet));
    if (gap.lossKey !== null) this.#bridgedLosses.add(gap.lossKey);
  }
}

export function keyOf({ sensorId, arrivalUs, bytes }: Packet): string {
  return `${sensorId} ${arrivalUs} ${bytes.subarray(0, 12).join(' ')}`;
}

export function lossKeyOf(sensorId: SensorId, timeUs: number): string {
  return `${sensorId} ${timeUs}`;
}

/** When a packet would have come whose last sample is the one before `end`. */
function arrivalIn({ first, end: gapEnd, beforeUs, behindUs }: Gap, end: number): number {
  const share = Math.min(1, Math.max(0, (end - first) / (gapEnd - first + 1)));
  return Math.round(beforeUs + share * (behindUs - beforeUs));
}
