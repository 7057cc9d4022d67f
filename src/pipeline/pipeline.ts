import { type AttachedState, NOTHING_ATTACHED } from '../body/attached/attachedState.ts';
import { Verticals } from '../body/attached/verticals.ts';
import { countsFromUs } from '../body/calibration/countsFromUs.ts';
import type { BodyFrame } from '../model/bodyFrame.ts';
import type { Calibration } from '../model/calibration.ts';
import type { CalibrationProgress } from '../model/calibrationProgress.ts';
import type { ControlInput, PipelineEvent, PipelineInput } from '../model/events.ts';
import type { PipelineOutput } from '../model/pipeline.ts';
import { type Placement, placementOf, SIDES, type Side } from '../model/placement.ts';
import type {
  DecodedBlock,
  Packet,
  SensorDescription,
  SensorId,
  TimedSamples,
} from '../model/sensor.ts';
import type { PipelineSettings } from '../model/settings.ts';
import { analysisOf } from '../movement/analysisOf.ts';
import type { TaskAnalysis } from '../movement/taskAnalysis.ts';
import { PacketError, upAxisOf } from '../protocols/index.ts';
import { BodyModel, type WornSensors } from './bodyModel.ts';
import type { LegStates } from './calibrationSearch.ts';
import type { Foreknowledge } from './foreknowledge.ts';
import { FrameGrid } from './frameGrid.ts';
import { SensorTrack } from './sensorTrack.ts';
import { StreamReports } from './streamReports.ts';

/** A leg whose thigh and shank both wear a sensor that was ever linked. */
interface WornLeg {
  readonly side: Side;
  readonly thigh: SensorTrack;
  readonly shank: SensorTrack;
  /** Worn beside them or not. */
  readonly foot: SensorTrack | undefined;
  readonly pelvis: SensorTrack | undefined;
}

/**
 * Packets in, frames and events out: decode, timing, orientation, body, movement.
 * A pure function of its inputs in order and of its settings. It reads no clock, sets no
 * timer and draws no random number, so live, replay and reprocessing give the same bits.
 */
export class Pipeline {
  readonly #known: Foreknowledge | null;
  readonly #grid: FrameGrid;
  readonly #body: BodyModel;
  readonly #task: TaskAnalysis;
  readonly #tracks = new Map<SensorId, SensorTrack>();
  readonly #reports = new StreamReports();
  readonly #linked = new Set<SensorId>();
  readonly #placements = new Map<SensorId, Placement>();
  /** Of those on feet and pelvis, since each was put there. */
  readonly #verticals = new Map<SensorId, Verticals>();
  /** The placed sensors that should deliver; rebuilt at control inputs, not at packets. */
  #delivering: readonly SensorTrack[] = [];
  /** Right first; rebuilt at control inputs too. */
  #legs: readonly WornLeg[] = [];
  /** Before this the movement was one to calibrate on, and no assessment. */
  #assessedFromUs = Number.NEGATIVE_INFINITY;
  #samples: TimedSamples[] = [];
  #frames: BodyFrame[] = [];
  #events: PipelineEvent[] = [];
  #progress: CalibrationProgress | null = null;

  /**
   * @param known of the inputs to come, for an offline pass; null judges as they come
   * @throws CustomMeasureError when a formula of the settings cannot be computed
   */
  constructor(settings: PipelineSettings, known: Foreknowledge | null = null) {
    this.#known = known;
    this.#grid = new FrameGrid(settings.frameRateHz, settings.latenessBudgetMs);
    this.#body = new BodyModel(settings, known);
    this.#task = analysisOf(settings, known ? (legs) => known.flexionDeg(legs) : null);
  }

  push(input: PipelineInput): PipelineOutput {
    this.#samples = [];
    this.#frames = [];
    this.#events = [];
    this.#progress = null;
    if (input.type === 'packet') this.#packet(input.packet);
    else this.#control(input);
    const output = { samples: this.#samples, frames: this.#frames, events: this.#events };
    return this.#progress === null ? output : { ...output, progress: this.#progress };
  }

  #control(input: ControlInput): void {
    this.#apply(input);
    this.#delivering = [...this.#placements.keys()].flatMap((sensorId) => {
      const track = this.#tracks.get(sensorId);
      return track && this.#linked.has(sensorId) ? [track] : [];
    });
    const before = sensorsOf(this.#legs);
    this.#legs = SIDES.flatMap((side) => {
      const thigh = this.#wornOn(placementOf(side, 'thigh'));
      const shank = this.#wornOn(placementOf(side, 'shank'));
      const foot = this.#wornOn(placementOf(side, 'foot'));
      const pelvis = this.#wornOn('pelvis');
      return thigh && shank ? [{ side, thigh, shank, foot, pelvis }] : [];
    });
    const now = sensorsOf(this.#legs);
    if (JSON.stringify(now) !== JSON.stringify(before)) this.#body.wears(now);
    this.#keepStep();
  }

  /** Reads a sensor ahead as long as a calibration holds that found it late. */
  #keepStep(): void {
    const ahead = this.#body.aheadUs;
    for (const [sensorId, track] of this.#tracks) track.aheadUs = ahead.get(sensorId) ?? 0;
  }

  #wornOn(placement: Placement): SensorTrack | undefined {
    for (const [sensorId, taken] of this.#placements) {
      if (taken === placement) return this.#tracks.get(sensorId);
    }
    return undefined;
  }

  #apply(input: ControlInput): void {
    switch (input.type) {
      case 'sensorLinked':
        this.#events.push(...this.#reports.linkChanged(input.sensor.id, input.timeUs));
        this.#link(input.sensor);
        break;
      case 'sensorLost':
        this.#events.push(...this.#reports.linkChanged(input.sensorId, input.timeUs));
        this.#linked.delete(input.sensorId);
        break;
      case 'placed':
        this.#place(input.sensorId, input.placement);
        break;
      case 'clockExchange':
        this.#tracks.get(input.sensorId)?.exchanged(input.exchange);
        break;
      case 'recalibrate':
        this.#body.recalibrate();
        break;
      case 'lyingPose':
        this.#events.push(...this.#body.takeLyingPose(input.timeUs));
        break;
      case 'retryStep':
        this.#events.push(...this.#body.retryStep(input.step, input.timeUs));
        break;
      case 'reuseCalibration':
        this.#body.reuse(input.calibration);
        break;
      case 'checkSides':
        this.#events.push(...this.#body.checkSides(input.timeUs));
        break;
      case 'calibrateOn':
        this.#body.calibrateOn(input.windows);
        break;
      case 'useCalibration':
        this.#events.push(...this.#body.use(input.calibration, input.timeUs));
        this.#task.calibrated(input.calibration);
        this.#assessedFromUs = countsFromUs(input.calibration);
        break;
      case 'newSet':
        this.#events.push(...(this.#task.setEnded?.(input.timeUs) ?? []));
        this.#task.newSet();
        break;
      case 'askCue':
        this.#events.push(...(this.#task.askCue?.(input.timeUs) ?? []));
        break;
      case 'marker':
      case 'trialStart':
      case 'trialEnd':
      case 'programmeNote':
      case 'samplesGone':
      case 'hapticCue':
      case 'cueOutput':
      case 'hostClockJumped':
      case 'hubReport':
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
    this.#tracks.set(sensor.id, new SensorTrack(sensor, track?.heard, this.#known));
    this.#verticals.delete(sensor.id);
    const placement = this.#placements.get(sensor.id);
    if (track && placement && isOfKnee(placement)) this.#body.recalibrate();
  }

  /** A sensor moved to another segment takes no calibration with it. */
  #place(sensorId: SensorId, placement: Placement | null): void {
    if ((this.#placements.get(sensorId) ?? null) === placement) return;
    for (const [other, taken] of this.#placements) {
      if (taken === placement) this.#placements.delete(other);
    }
    this.#verticals.delete(sensorId);
    if (placement === null) this.#placements.delete(sensorId);
    else this.#placements.set(sensorId, placement);
  }

  #packet(packet: Packet): void {
    const track = this.#tracks.get(packet.sensorId);
    if (!track) return;
    const { arrivalUs } = packet;
    const blocks = this.#decoded(track, packet);
    const latestUs = track.newestUs;
    let isNew = false;
    let isHoled = false;
    for (const block of blocks) {
      const accepted = track.accept(block, arrivalUs);
      const { samples, recovered } = accepted;
      this.#samples.push(...recovered);
      if (samples) this.#samples.push(samples);
      isNew ||= samples !== null;
      isHoled ||= accepted.lost !== null;
      this.#events.push(...this.#reports.accepted(track, accepted, arrivalUs));
    }
    // What was asked for again, and does not go on behind the newest, is no sign that a sensor is on time.
    const isRefill = blocks.length > 0 && blocks.every(({ refilled }) => refilled);
    if (isNew || !isRefill) this.#grid.arrived(track.heard, arrivalUs, latestUs);
    if (!isNew) return;
    if (!isHoled) track.heard.nothingWasLost();
    this.#advance(arrivalUs);
  }

  /** The blocks of a packet; none, and a report, where it cannot be read. */
  #decoded(track: SensorTrack, packet: Packet): readonly (DecodedBlock | TimedSamples)[] {
    try {
      return track.decode(packet);
    } catch (error) {
      if (!(error instanceof PacketError)) throw error;
      this.#events.push(...this.#reports.unreadable(packet, error));
      return [];
    }
  }

  #advance(arrivalUs: number): void {
    if (this.#delivering.length === 0) return;
    let found = false;
    for (const timeUs of this.#grid.ready(this.#delivering)) {
      this.#known?.at(timeUs);
      const states = this.#legs.map((leg) => this.#statesAt(leg, timeUs));
      const { frame, events, calibrated, progress } = this.#body.step(states, timeUs, arrivalUs);
      this.#events.push(...events);
      this.#progress = progress ?? this.#progress;
      if (calibrated) this.#task.calibrated(calibrationOf(events));
      found ||= calibrated;
      if (frame.legs.length === 0) continue;
      this.#frames.push(frame);
      if (timeUs < this.#assessedFromUs) continue;
      const signals = this.#task.wantsSignals ? this.#body.signalsOf(states) : [];
      this.#events.push(...this.#task.step(frame, signals));
    }
    // Not within the loop: what is ready was reckoned with the sensors as they were read until now.
    if (found) this.#keepStep();
  }

  #statesAt({ side, thigh, shank, foot, pelvis }: WornLeg, timeUs: number): LegStates {
    return {
      side,
      thighSensor: thigh.sensor.id,
      shankSensor: shank.sensor.id,
      sampleRateHz: Math.min(thigh.sensor.rateHz, shank.sensor.rateHz),
      thighUpAxis: upAxisOf(thigh.sensor.driver),
      shankUpAxis: upAxisOf(shank.sensor.driver),
      thigh: thigh.at(timeUs),
      shank: shank.at(timeUs),
      attached:
        foot || pelvis
          ? { foot: this.#attachedAt(foot, timeUs), pelvis: this.#attachedAt(pelvis, timeUs) }
          : NOTHING_ATTACHED,
    };
  }

  #attachedAt(track: SensorTrack | undefined, timeUs: number): AttachedState | null {
    if (!track) return null;
    const sensorId = track.sensor.id;
    const state = track.at(timeUs);
    const verticals = this.#verticals.get(sensorId) ?? new Verticals();
    this.#verticals.set(sensorId, verticals);
    if (state) verticals.see(timeUs, state);
    return { sensorId, state, verticals, seen: verticals.count };
  }
}

function calibrationOf(events: readonly PipelineEvent[]): Calibration | null {
  for (const event of events) if (event.type === 'calibration') return event.calibration;
  return null;
}

function sensorsOf(legs: readonly WornLeg[]): WornSensors[] {
  return legs.map(({ side, thigh, shank }) => ({
    side,
    thigh: thigh.sensor.id,
    shank: shank.sensor.id,
  }));
}

function isOfKnee(placement: Placement): boolean {
  return placement.endsWith('_thigh') || placement.endsWith('_shank');
}

function decodesAlike(a: SensorDescription, b: SensorDescription): boolean {
  return (
    a.driver === b.driver &&
    a.rateHz === b.rateHz &&
    a.accelerationScaleMps2 === b.accelerationScaleMps2 &&
    a.angularRateScaleRadps === b.angularRateScaleRadps
  );
}
