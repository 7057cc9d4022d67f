import { Emitter } from '../model/emitter.ts';
import type { PipelineEvent } from '../model/events.ts';
import type { Headline } from '../model/movement.ts';
import type { ReplayMark } from '../model/replayMark.ts';
import type { PipelineSettings } from '../model/settings.ts';
import {
  type Happening,
  MAX_SPEED,
  MIN_SPEED,
  type Player,
  type PlayerState,
} from '../recording/player.ts';
import type { Recording } from '../recording/reader.ts';
import { reasonOf } from '../recording/recordingError.ts';
import { settingsHash } from '../recording/settingsHash.ts';
import type { Sidecar } from '../recording/sidecar/sidecar.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { Preview, ReplayState, SensorStatus, Snapshot } from '../stream/messages.ts';
import { SnapshotKeeper } from '../stream/snapshotKeeper.ts';
import { type Feed, FeedError, type FeedEvents, type FeedFacts } from './feed.ts';
import { withSaid } from './saidMarks.ts';

/** How often a playing recording tells its position, for the scrub bar. */
const POSITION_MS = 500;

type Said = Pick<Sidecar, 'annotations' | 'trials'>;

export interface ReplayFeedOptions {
  /** Id in the catalogue. */
  readonly id: string;
  readonly recording: Recording;
  readonly player: Player;
  /** Headline of the task. */
  readonly headline: Headline;
  /** Of the headline, in its unit; null where it is not known. */
  readonly headlineMdc95?: number | null;
  /** What was said of the recording afterwards; its trials by their numbers. */
  readonly said?: Said;
  /** Calls back when something else is said; returns the function that ends it. */
  readonly onSaid?: (listener: (said: Said) => void) => () => void;
  /** Where what is played was computed anew; what the recording holds is played where this is absent. */
  readonly recomputed?: RecomputedResults;
}

/** Results that are computed as they are played. */
export interface RecomputedResults {
  readonly settings: PipelineSettings;
  /** Ends the computing and takes away what it kept. */
  stop(): Promise<void>;
}

/** A recording as a feed: what was stored or is computed from it, at the pace it was recorded or another. */
export class ReplayFeed implements Feed {
  readonly #options: ReplayFeedOptions;
  readonly #events = new Emitter<FeedEvents>();
  readonly #keeper = new SnapshotKeeper();
  /** How much of what happened is in it. */
  #kept = 0;
  #failure: string | null = null;
  #unsubscribe: (() => void)[] = [];
  #positionTimer: NodeJS.Timeout | undefined;
  #said: Said | null;
  /** Those of the player, and the same with what was said afterwards. */
  #played: readonly ReplayMark[] | null = null;
  #marks: readonly ReplayMark[] = [];

  constructor(options: ReplayFeedOptions) {
    this.#options = options;
    this.#said = options.said ?? null;
  }

  get facts(): FeedFacts {
    const { id, recording, headline, headlineMdc95 = null, recomputed } = this.#options;
    const { simulated } = recording.metadata;
    const { frameRateHz, customMeasures, task } =
      recomputed?.settings ?? recording.metadata.settings;
    const results = recomputed ? 'recomputed' : 'stored';
    return {
      mode: 'replay',
      results,
      session: id,
      simulated,
      frameRateHz,
      headline,
      task,
      headlineMdc95,
      customMeasures,
    };
  }

  get snapshot(): Snapshot {
    return this.#keeper.snapshot;
  }

  get replay(): ReplayState {
    return this.#stateOf(this.#options.player.state);
  }

  /** A recording has no links to watch. */
  get status(): null {
    return null;
  }

  get sensors(): readonly SensorStatus[] {
    return [];
  }

  get faults(): readonly string[] {
    return this.#failure === null ? [] : [this.#failure];
  }

  on<E extends keyof FeedEvents>(event: E, listener: (...args: FeedEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  /** Begins to play. */
  async start(): Promise<void> {
    const { player, onSaid } = this.#options;
    this.#unsubscribe = [
      player.on('frame', (frame) => this.#events.emit('frame', frame)),
      player.on('event', (event) => {
        this.#kept++;
        this.#keeper.applyEvent(event);
        this.#events.emit('event', event);
      }),
      player.on('input', (input) => {
        this.#kept++;
        if (this.#keeper.applyControl(input)) this.#events.emit('snapshot', this.snapshot);
      }),
      player.on('state', (state) => this.#events.emit('replay', this.#stateOf(state))),
      player.on('sought', ({ history, isStep }) => {
        // Somebody who holds the key goes back thirty times a second, and an hour of reps has megabytes.
        if (isStep && history.length === this.#kept) return;
        this.#kept = history.length;
        this.#keeper.reset();
        for (const happening of history) {
          if (happening.kind === 'event') this.#keeper.applyEvent(happening.event);
          else this.#keeper.applyControl(happening.input);
        }
        this.#events.emit('snapshot', this.snapshot);
      }),
      player.on('previewed', (preview) => this.#events.emit('preview', previewOf(preview))),
      player.on('failed', (sentence) => this.#fail(sentence)),
    ];
    if (onSaid) this.#unsubscribe.push(onSaid((said) => this.#tell(said)));
    this.#positionTimer = setInterval(() => {
      const { playing, readyS, durationS } = player.state;
      try {
        if (playing || readyS < durationS) this.#events.emit('replay', this.replay);
      } catch (error) {
        this.#failure = reasonOf(error);
      }
    }, POSITION_MS);
    player.start();
  }

  async stop(): Promise<void> {
    const { player, recording, recomputed } = this.#options;
    clearInterval(this.#positionTimer);
    await player.stop();
    await recomputed?.stop();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#unsubscribe = [];
    await recording.close();
  }

  async control(message: ControlMessage): Promise<void> {
    if (message.type !== 'replay') {
      throw new FeedError('This is a replay: what happened then cannot be changed. Go live first.');
    }
    const { player } = this.#options;
    switch (message.action) {
      case 'play':
        return player.play();
      case 'pause':
        return player.pause();
      case 'seek':
        return message.preview ? player.preview(message.positionS) : player.seek(message.positionS);
      case 'speed':
        return player.setSpeed(message.speed);
      case 'loop':
        return setLoop(player, message);
      case 'step':
        return player.step(message.frames);
    }
  }

  #stateOf(state: PlayerState): ReplayState {
    const { id, recording, recomputed } = this.#options;
    const limits = { minSpeed: MIN_SPEED, maxSpeed: MAX_SPEED };
    const hash = recomputed ? settingsHash(recomputed.settings) : recording.metadata.settingsHash;
    const { startUs } = recording;
    return {
      ...state,
      ...limits,
      recording: id,
      startUs,
      settingsHash: hash,
      marks: this.#marksNow(),
    };
  }

  #tell(said: Said): void {
    this.#said = said;
    this.#played = null;
    this.#events.emit('replay', this.replay);
  }

  /** The same array until there are others: it is told again only then. */
  #marksNow(): readonly ReplayMark[] {
    const { player, recording } = this.#options;
    const { marks } = player;
    if (marks !== this.#played) {
      this.#played = marks;
      this.#marks = this.#said ? withSaid(marks, this.#said, recording.startUs) : marks;
    }
    return this.#marks;
  }

  #fail(sentence: string): void {
    this.#failure = sentence;
    const timeUs = this.#options.recording.endUs;
    this.#events.emit('event', { type: 'fault', timeUs, sensorId: null, sentence });
  }
}

/** A phase and a step of the calibration are all that a frame needs to be understood. */
function previewOf(at: { positionS: number; history: readonly Happening[] }): Preview {
  const keeper = new SnapshotKeeper();
  for (const happening of at.history) {
    if (happening.kind === 'input') keeper.applyControl(happening.input);
    else if (NEEDED_BY_A_FRAME.has(happening.event.type)) keeper.applyEvent(happening.event);
  }
  const { phase, calibrationStage } = keeper.snapshot;
  return { positionS: at.positionS, phase, calibrationStage };
}

const NEEDED_BY_A_FRAME: ReadonlySet<PipelineEvent['type']> = new Set([
  'phase',
  'calibrationStage',
]);

/** @throws FeedError where the stretch cannot be repeated */
function setLoop(
  player: Player,
  { loop, fromS, toS }: { loop: boolean; fromS?: number; toS?: number },
): void {
  if ((fromS === undefined) !== (toS === undefined)) {
    throw new FeedError('A stretch to repeat needs both fromS and toS; without them all is.');
  }
  try {
    player.setLoop(loop, fromS === undefined || toS === undefined ? null : { fromS, toS });
  } catch (error) {
    if (error instanceof RangeError) throw new FeedError(error.message);
    throw error;
  }
}
