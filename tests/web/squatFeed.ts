import { CustomMeasures } from '../../src/body/customMeasures/customMeasures.ts';
import { type Feed, FeedError, type FeedEvents, type FeedFacts } from '../../src/hub/feed.ts';
import type { LegFrame, LegQuality } from '../../src/model/bodyFrame.ts';
import type { Calibration } from '../../src/model/calibration.ts';
import type { CalibrationProgress } from '../../src/model/calibrationProgress.ts';
import type { CustomMeasure } from '../../src/model/customMeasures.ts';
import { Emitter } from '../../src/model/emitter.ts';
import type { PipelineEvent } from '../../src/model/events.ts';
import type { LiveStatus } from '../../src/model/liveStatus.ts';
import {
  BAND_WORDS,
  type Cue,
  type Headline,
  type Rep,
  type RepLeg,
} from '../../src/model/movement.ts';
import { SIDES, type Side } from '../../src/model/placement.ts';
import type { Task } from '../../src/model/task.ts';
import type { ControlMessage } from '../../src/stream/client.ts';
import type { ReplayState, SensorStatus, Snapshot } from '../../src/stream/messages.ts';
import { SnapshotKeeper } from '../../src/stream/snapshotKeeper.ts';
import { repLeg, repOf } from '../movement/reps.ts';
import { calibrationOf } from './calibrations.ts';
import { REP_S, squatDepth, squatLeg } from './squatBody.ts';

const STEP_S = 0.01;
const TICK_MS = 20;
const DURATION_S = 48;
const BAND_EDGES = [2, 4, 6] as const;
const CUE_EDGE_CM = BAND_EDGES[1];

export interface SquatFeedOptions {
  readonly mode: 'live' | 'replay';
  readonly simulated: boolean;
  /** Wall-clock start, so that live frames look as fresh as they are. */
  readonly startUs: number;
  readonly customMeasures?: readonly CustomMeasure[];
  /** Of the headline, cm, in place of those of the thresholds. */
  readonly bandEdges?: Headline['bandEdges'];
  readonly task?: Task;
  /** Of the headline, in cm. */
  readonly headlineMdc95?: number;
}

/** Deterministic squats over the real contract: frame i depends on i alone. */
export class SquatFeed implements Feed {
  status: LiveStatus | null = null;
  readonly received: ControlMessage[] = [];
  readonly faults: readonly string[] = [];
  readonly facts: FeedFacts;
  quality: LegQuality = { knee: 0, ankle: 0, projection: 0 };
  sensors: readonly SensorStatus[] = worn();
  /** Turns both knees outwards by as much as they would go in. */
  out = false;
  /** Both feet wear a sensor too. */
  foot = false;
  /** Media seconds per second; 0 makes the feed silent while it claims to play. */
  speed = 1;
  readonly #events = new Emitter<FeedEvents>();
  readonly #keeper = new SnapshotKeeper();
  readonly #startUs: number;
  readonly #custom: CustomMeasures;
  #positionS = 0;
  #playing = true;
  #cue: Cue | null = null;
  #cues = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SquatFeedOptions) {
    this.#startUs = options.startUs;
    this.#custom = new CustomMeasures(options.customMeasures ?? []);
    this.facts = {
      mode: options.mode,
      results: options.mode === 'live' ? 'live' : 'stored',
      simulated: options.simulated,
      session: 'squats',
      frameRateHz: 100,
      headline: {
        measure: 'kneeMedialDeviationM',
        label: 'Knee in',
        unit: 'cm',
        bandEdges: options.bandEdges ?? BAND_EDGES,
      },
      customMeasures: options.customMeasures ?? [],
      ...(options.task && { task: options.task }),
      headlineMdc95: options.headlineMdc95 ?? null,
    };
    this.#keeper.reset({ ...this.#keeper.snapshot, calibration: goodCalibration(options.startUs) });
  }

  get snapshot(): Snapshot {
    return this.#keeper.snapshot;
  }

  get replay(): ReplayState | null {
    if (this.facts.mode === 'live') return null;
    const reps = Array.from({ length: DURATION_S / REP_S }, (_, i) => i);
    return {
      recording: 'squats',
      durationS: DURATION_S,
      positionS: this.#positionS,
      speed: this.speed,
      playing: this.#playing,
      loop: true,
      loopRange: null,
      readyS: DURATION_S,
      settingsHash: '0'.repeat(64),
      minSpeed: 0.1,
      maxSpeed: 8,
      marks: reps.flatMap((i) => [
        {
          kind: 'rep' as const,
          atS: (i + 0.6) * REP_S,
          fromS: i * REP_S,
          toS: (i + 0.6) * REP_S,
          number: i + 1,
          band: i % 3 === 2 ? ('in' as const) : ('in line' as const),
          counted: true,
        },
        ...(i % 3 === 2
          ? [
              {
                kind: 'cue' as const,
                atS: (i + 0.5) * REP_S,
                side: 'right' as const,
                words: 'Knee over the middle toes',
              },
            ]
          : []),
      ]),
    };
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  emit(event: PipelineEvent): void {
    this.#keeper.applyEvent(event);
    this.#events.emit('event', event);
  }

  tell(progress: CalibrationProgress): void {
    this.#events.emit('calibrationProgress', progress);
  }

  announceStatus(status: LiveStatus): void {
    this.status = status;
    this.#events.emit('status', status);
  }

  announceSensors(sensors: readonly SensorStatus[]): void {
    this.sensors = sensors;
    this.#events.emit('sensors', sensors);
  }

  async start(): Promise<void> {
    let ticks = 0;
    this.#timer = setInterval(() => {
      const steps = this.#playing ? Math.round((this.speed * TICK_MS) / 1000 / STEP_S) : 0;
      for (let i = 0; i < steps; i++) this.#step();
      const state = this.replay;
      if (state && ticks++ % 10 === 0) this.#events.emit('replay', state);
    }, TICK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }

  async control(message: ControlMessage): Promise<void> {
    this.received.push(message);
    if (message.type === 'newSet') {
      this.#keeper.applyControl({ type: 'newSet', timeUs: this.#nowUs() });
      this.#events.emit('snapshot', this.snapshot);
    }
    if (message.type === 'replay') this.#steer(message);
  }

  #steer(message: Extract<ControlMessage, { type: 'replay' }>): void {
    const before = this.replay;
    if (!before) throw new FeedError('this feed is live; it cannot be replayed');
    if (message.action === 'play' || message.action === 'pause') {
      this.#playing = message.action === 'play';
    } else if (message.action === 'speed') {
      this.speed = message.speed;
    } else if (message.action === 'seek') {
      this.#positionS = Math.round(message.positionS / STEP_S) * STEP_S;
      this.#events.emit('snapshot', this.snapshot);
      this.#frame();
    }
    this.#events.emit('replay', { ...before, ...this.replay });
  }

  #nowUs(): number {
    return this.#startUs + Math.round(this.#positionS * 1e6);
  }

  #step(): void {
    const before = this.#positionS;
    this.#positionS = Math.round((before + STEP_S) / STEP_S) * STEP_S;
    if (this.facts.mode === 'replay' && this.#positionS >= DURATION_S) this.#positionS = 0;
    this.#frame();
    this.#phase(squatDepth(before), squatDepth(this.#positionS));
    this.#cueWhenIn();
    if (Math.floor(this.#positionS / REP_S) > Math.floor(before / REP_S)) this.#rep(before);
  }

  #frame(): void {
    const timeUs = this.#nowUs();
    const live = this.facts.mode === 'live';
    this.#events.emit('frame', {
      timeUs,
      arrivalUs: live ? Date.now() * 1000 : timeUs,
      legs: SIDES.map((side) => this.#leg(side, this.#positionS)),
    });
  }

  deviationCm(side: Side, timeS: number): number {
    return this.#leg(side, timeS).measures.kneeMedialDeviationM * 100;
  }

  #leg(side: Side, timeS: number): LegFrame {
    const leg = squatLeg(side, timeS, { ...this.quality });
    if (this.out) leg.measures.kneeMedialDeviationM *= -1;
    if (this.foot) {
      Object.assign(leg.measures, {
        footRollDeg: 4,
        footRollSdDeg: 1,
        ankleEversionDeg: -6,
        ankleEversionSdDeg: 1.5,
      });
    }
    return { ...leg, custom: this.#custom.of(leg.measures) };
  }

  #phase(before: number, now: number): void {
    const phase =
      now === 0 ? 'standing' : now > 0.97 ? 'bottom' : now > before ? 'descent' : 'ascent';
    if (phase !== this.snapshot.phase) this.emit({ type: 'phase', timeUs: this.#nowUs(), phase });
  }

  #cueWhenIn(): void {
    const value = this.deviationCm('right', this.#positionS);
    const timeUs = this.#nowUs();
    if (!this.#cue && value >= CUE_EDGE_CM) {
      this.#cue = {
        number: ++this.#cues,
        side: 'right',
        measure: 'kneeMedialDeviationM',
        value,
        threshold: CUE_EDGE_CM,
        intensity: 0.4,
        words: 'Spread the floor',
      };
      this.emit({ type: 'cueOn', timeUs, decidedUs: timeUs, cue: this.#cue });
    } else if (this.#cue && value < CUE_EDGE_CM - 0.8) {
      this.emit({ type: 'cueOff', timeUs, cue: this.#cue });
      this.#cue = null;
    }
  }

  #rep(endS: number): void {
    const startS = Math.floor(endS / REP_S) * REP_S;
    const bottomS = startS + 0.6 * REP_S;
    const legs = SIDES.map((side) => this.#repLeg(side, bottomS));
    const rep: Rep = repOf(this.snapshot.reps.length + 1, {
      startUs: this.#startUs + startS * 1e6,
      bottomUs: this.#startUs + bottomS * 1e6,
      endUs: this.#nowUs(),
      eccentricS: 1.5,
      holdS: 0.2,
      concentricS: 1.5,
      legs,
      counted: this.quality.projection === 0,
      cued: legs.some((leg) => (leg.headlinePeak ?? 0) >= CUE_EDGE_CM),
    });
    this.emit({ type: 'rep', timeUs: this.#nowUs(), rep });
  }

  #repLeg(side: Side, bottomS: number): RepLeg {
    const peak = this.deviationCm(side, bottomS);
    return repLeg(side, {
      headlineAtPeakFlexion: peak,
      headlinePeak: peak,
      band: BAND_WORDS[BAND_EDGES.filter((edge) => peak >= edge).length]!,
    });
  }
}

export function worn(): SensorStatus[] {
  const placements = ['right_thigh', 'right_shank', 'left_thigh', 'left_shank'] as const;
  return placements.map((placement, i) => ({
    id: `PL-00${i + 1}`,
    name: `Plumb ${i + 1}`,
    placement,
    link: 'streaming',
    rateHz: 119.8,
    nominalRateHz: 120,
    deliveredSamples: 3000,
    lostSamples: i * 3,
    lateSamples: i,
    refilledSamples: 2 * i,
    reconnects: i === 3 ? 1 : 0,
    problem: null,
    batteryPercent: 91 - 7 * i,
    rssiDbm: -52 - 3 * i,
  }));
}

function goodCalibration(timeUs: number): Calibration {
  return { ...calibrationOf('good', timeUs), id: 'cal-1', checks: [], reasons: [] };
}
