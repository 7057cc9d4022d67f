import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { ControlInput, PipelineEvent, PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import {
  type LegSegment,
  type Placement,
  placementOf,
  SIDES,
  type Side,
} from '../model/placement.ts';
import type {
  Packet,
  SampleBlock,
  SensorDescription,
  SensorId,
  TimedSamples,
} from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { SquatAnalysis } from '../movement/squatAnalysis.ts';
import { PacketError } from '../protocols/index.ts';
import { BodyModel, type LegStates, type WornSensors } from './bodyModel.ts';
import { FrameGrid } from './frameGrid.ts';
import { LateSamples } from './lateSamples.ts';
import { SensorTrack } from './sensorTrack.ts';
import { UnreadablePackets } from './unreadablePackets.ts';

/** A leg whose thigh and shank both wear a sensor that was ever linked. */
interface WornLeg {
  readonly side: Side;
  readonly thigh: SensorTrack;
  readonly shank: SensorTrack;
}

/**
 * Packets in, frames and events out: decode, timing, orientation, body, movement.
 * A pure function of its inputs in order and of its settings. It reads no clock, sets no
 * timer and draws no random number, so live, replay and reprocessing give the same bits.
 */
export class Pipeline {
  readonly #grid: FrameGrid;
  readonly #body: BodyModel;
  readonly #squats: SquatAnalysis;
  readonly #tracks = new Map<SensorId, SensorTrack>();
  readonly #unreadable = new UnreadablePackets();
  readonly #late = new LateSamples();
  readonly #linked = new Set<SensorId>();
  readonly #placements = new Map<SensorId, Placement>();
  /** The placed sensors that should deliver; rebuilt at control inputs, not at packets. */
  #delivering: readonly SensorTrack[] = [];
  /** Right first; rebuilt at control inputs too. */
  #legs: readonly WornLeg[] = [];
  /** Before this the movement was one to calibrate on, and no assessment. */
  #assessedFromUs = Number.NEGATIVE_INFINITY;
  #samples: TimedSamples[] = [];
  #frames: BodyFrame[] = [];
  #events: PipelineEvent[] = [];

  constructor(settings: PipelineSettings) {
    this.#grid = new FrameGrid(settings.frameRateHz, settings.latenessBudgetMs);
    this.#body = new BodyModel(settings);
    this.#squats = new SquatAnalysis(settings);
  }

  push(input: PipelineInput): PipelineOutput {
    this.#samples = [];
    this.#frames = [];
    this.#events = [];
    if (input.type === 'packet') this.#packet(input.packet);
    else this.#control(input);
    return { samples: this.#samples, frames: this.#frames, events: this.#events };
  }

  #control(input: ControlInput): void {
    this.#apply(input);
    this.#delivering = [...this.#placements.keys()].flatMap((sensorId) => {
      const track = this.#tracks.get(sensorId);
      return track && this.#linked.has(sensorId) ? [track] : [];
    });
    const before = sensorsOf(this.#legs);
    this.#legs = SIDES.flatMap((side) => {
      const thigh = this.#wornOn(side, 'thigh');
      const shank = this.#wornOn(side, 'shank');
      return thigh && shank ? [{ side, thigh, shank }] : [];
    });
    const now = sensorsOf(this.#legs);
    if (JSON.stringify(now) !== JSON.stringify(before)) this.#body.wears(now);
  }

  #wornOn(side: Side, segment: LegSegment): SensorTrack | undefined {
    const placement = placementOf(side, segment);
    for (const [sensorId, taken] of this.#placements) {
      if (taken === placement) return this.#tracks.get(sensorId);
    }
    return undefined;
  }

  #apply(input: ControlInput): void {
    switch (input.type) {
      case 'sensorLinked':
        this.#link(input.sensor);
        break;
      case 'sensorLost':
        this.#linked.delete(input.sensorId);
        break;
      case 'placed':
        this.#place(input.sensorId, input.placement);
        break;
      case 'recalibrate':
        this.#body.recalibrate();
        break;
      case 'calibrateOn':
        this.#body.calibrateOn(input.windows);
        break;
      case 'useCalibration':
        this.#events.push(...this.#body.use(input.calibration, input.timeUs));
        this.#squats.calibrated();
        this.#assessedFromUs = assessedFrom(input.calibration);
        break;
      case 'newSet':
        this.#squats.newSet();
        break;
      case 'marker':
      case 'clockExchange':
      case 'samplesGone':
      case 'hapticCue':
        break;
    }
  }

  /** A sensor that measures otherwise than before fits no calibration. */
  #link(sensor: SensorDescription): void {
    this.#linked.add(sensor.id);
    const track = this.#tracks.get(sensor.id);
    if (track && decodesAlike(track.sensor, sensor)) {
      track.relink(sensor.run);
      return;
    }
    this.#tracks.set(sensor.id, new SensorTrack(sensor, track?.heard));
    if (track && this.#placements.has(sensor.id)) this.#body.recalibrate();
  }

  /** A sensor moved to another segment takes no calibration with it. */
  #place(sensorId: SensorId, placement: Placement | null): void {
    if ((this.#placements.get(sensorId) ?? null) === placement) return;
    for (const [other, taken] of this.#placements) {
      if (taken === placement) this.#placements.delete(other);
    }
    if (placement === null) this.#placements.delete(sensorId);
    else this.#placements.set(sensorId, placement);
  }

  #packet(packet: Packet): void {
    const track = this.#tracks.get(packet.sensorId);
    if (!track) return;
    this.#grid.arrived(track.heard, packet.arrivalUs, track.latestUs);
    try {
      const [block] = track.decode(packet) as readonly SampleBlock[];
      const accepted = track.accept(block, packet.arrivalUs);
      if (!accepted) {
        const { sensorId, arrivalUs: timeUs } = packet;
        const count = this.#late.note(sensorId, block.count, timeUs);
        const { firstIndex } = block;
        if (count) this.#events.push({ type: 'samplesLate', timeUs, sensorId, firstIndex, count });
        return;
      }
      const { samples, lost, restarted } = accepted;
      if (restarted) {
        const sentence = `Sensor ${packet.sensorId} counts its samples anew; it was restarted.`;
        const { sensorId, arrivalUs: timeUs } = packet;
        this.#events.push({ type: 'fault', timeUs, sensorId, sentence });
      }
      this.#samples.push(samples);
      if (!lost) track.heard.nothingWasLost();
      if (lost) {
        this.#events.push({
          type: 'samplesLost',
          timeUs: samples.timeUs[0],
          sensorId: packet.sensorId,
          ...lost,
        });
      }
    } catch (error) {
      if (!(error instanceof PacketError)) throw error;
      const { sensorId, arrivalUs: timeUs } = packet;
      const sentence = this.#unreadable.note(sensorId, error, timeUs);
      if (sentence) this.#events.push({ type: 'fault', timeUs, sensorId, sentence });
      return;
    }
    this.#advance(packet.arrivalUs);
  }

  #advance(arrivalUs: number): void {
    if (this.#delivering.length === 0) return;
    for (const timeUs of this.#grid.ready(this.#delivering)) {
      const states = this.#legs.map((leg) => statesAt(leg, timeUs));
      const { frame, events, calibrated } = this.#body.step(states, timeUs, arrivalUs);
      this.#events.push(...events);
      if (calibrated) this.#squats.calibrated();
      if (frame.legs.length === 0) continue;
      this.#frames.push(frame);
      if (timeUs >= this.#assessedFromUs) this.#events.push(...this.#squats.step(frame));
    }
  }
}

function assessedFrom({ method, movement }: Calibration): number {
  return method === 'assessedMovement' ? Number.NEGATIVE_INFINITY : movement.toUs;
}

function sensorsOf(legs: readonly WornLeg[]): WornSensors[] {
  return legs.map(({ side, thigh, shank }) => ({
    side,
    thigh: thigh.sensor.id,
    shank: shank.sensor.id,
  }));
}

function statesAt({ side, thigh, shank }: WornLeg, timeUs: number): LegStates {
  return {
    side,
    thighSensor: thigh.sensor.id,
    shankSensor: shank.sensor.id,
    thigh: thigh.at(timeUs),
    shank: shank.at(timeUs),
  };
}

function decodesAlike(a: SensorDescription, b: SensorDescription): boolean {
  return (
    a.driver === b.driver &&
    a.rateHz === b.rateHz &&
    a.accelerationScaleMps2 === b.accelerationScaleMps2 &&
    a.angularRateScaleRadps === b.angularRateScaleRadps
  );
}
