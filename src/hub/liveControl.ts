import type { CalibrationRetry, ControlInput } from '../model/events.ts';
import type { Placement } from '../model/placement.ts';
import type { SensorId } from '../model/sensor.ts';
import type { SensorSource } from '../model/sensorSource.ts';
import { reasonOf } from '../recording/recordingError.ts';
import type { ControlMessage } from '../stream/client.ts';
import type { SensorStatus, Snapshot } from '../stream/messages.ts';
import { FeedError } from './feed.ts';
import type { RecentCues } from './recentCues.ts';
import { retryRefusal } from './retryRefusal.ts';
import type { ReuseOffer } from './reuseOffer.ts';
import type { SensorRegistry } from './sensorRegistry.ts';
import type { SessionIntake } from './sessionIntake.ts';

export interface LiveControlOptions {
  readonly source: SensorSource;
  readonly registry: SensorRegistry;
  readonly intake: SessionIntake;
  readonly reuse: ReuseOffer;
  readonly cues: RecentCues;
  readonly sensors: () => readonly SensorStatus[];
  readonly snapshot: () => Snapshot;
  readonly switchHaptics: (on: boolean) => void;
  readonly place: (sensorId: SensorId, placement: Placement | null) => Promise<void>;
}

type CueOutput = Extract<ControlMessage, { readonly type: 'cueOutput' }>;

/** A page whose clock is further off than this does not know when its cue came out. */
const NEAR_S = 60;

/** Allowed or not by what the session has come to so far. */
const JUDGED: ReadonlySet<ControlMessage['type']> = new Set([
  'trialStart',
  'trialEnd',
  'retryStep',
  'reuseCalibration',
  'cueOutput',
]);

/** What clients ask of a live session. */
export class LiveControl {
  readonly #options: LiveControlOptions;

  constructor(options: LiveControlOptions) {
    this.#options = options;
  }

  /** @throws FeedError with the reason when it cannot be done */
  async do(message: ControlMessage): Promise<void> {
    const { intake, reuse, place, switchHaptics } = this.#options;
    if (JUDGED.has(message.type)) this.#requireSettled();
    const timeUs = intake.stamp();
    switch (message.type) {
      case 'replay':
        throw new FeedError('The hub is live: there is nothing to play, pause or seek.');
      case 'haptics':
        return switchHaptics(message.on);
      case 'identify':
        return this.#identify(this.#knownSensor(message.sensorId));
      case 'place':
        return place(this.#knownSensor(message.sensorId), message.placement);
      case 'cueOutput':
        requireNear(timeUs, message);
        this.#options.cues.require(message);
        return this.#accept({ ...message, timeUs });
      case 'marker':
      case 'programmeNote':
        return this.#accept({ ...message, timeUs });
      case 'trialStart':
        this.#requireTrial(false);
        return this.#accept({ type: message.type, timeUs, name: message.name ?? '' });
      case 'trialEnd':
        this.#requireTrial(true);
        return this.#accept({ type: message.type, timeUs });
      case 'reuseCalibration':
        return this.#accept({ type: message.type, timeUs, calibration: reuse.take() });
      case 'retryStep':
        this.#requireStep(message.step);
        return this.#accept({ type: message.type, timeUs, step: message.step });
      case 'recalibrate':
      case 'lyingPose':
      case 'checkSides':
      case 'newSet':
      case 'askCue':
        return this.#accept({ type: message.type, timeUs });
    }
  }

  #accept(input: ControlInput): void {
    const { intake } = this.#options;
    if (!intake.hasBegun) {
      throw new FeedError('No sensor is streaming yet; switch one on first.');
    }
    intake.accept(input);
  }

  /** What is known of trials and calibration is of the session before until what is held was processed. */
  #requireSettled(): void {
    if (!this.#options.intake.isHolding) return;
    throw new FeedError('Another session is being begun; try again in a moment.');
  }

  #requireTrial(wanted: boolean): void {
    const { trial } = this.#options.snapshot();
    const isOpen = trial?.endUs === null;
    if (isOpen === wanted) return;
    throw new FeedError(
      isOpen ? `Trial ${trial.number} goes on: end it first.` : 'No trial has been started.',
    );
  }

  #requireStep(step: CalibrationRetry): void {
    const refusal = retryRefusal(step, this.#options.snapshot());
    if (refusal !== null) throw new FeedError(refusal);
  }

  async #identify(sensorId: SensorId): Promise<void> {
    try {
      await this.#options.source.identify(sensorId);
    } catch (error) {
      throw new FeedError(`${sensorId} could not show itself: ${reasonOf(error)}`);
    }
  }

  #knownSensor(id: string): SensorId {
    const { registry, sensors } = this.#options;
    const description = registry.description(id);
    if (description) return description.id;
    const known = sensors().flatMap((sensor) => (sensor.link === 'found' ? [] : [sensor.id]));
    throw new FeedError(
      `No sensor ${id} is linked; ${known.length === 0 ? 'none is' : `linked: ${known.join(', ')}`}.`,
    );
  }
}

/** @throws FeedError of an output that was not lately */
function requireNear(nowUs: number, { shownUs, soundedUs }: CueOutput): void {
  for (const [field, atUs] of Object.entries({ shownUs, soundedUs })) {
    const awayS = atUs === null ? 0 : (atUs - nowUs) / 1e6;
    if (Math.abs(awayS) <= NEAR_S) continue;
    throw new FeedError(
      `cueOutput, field "${field}": ${Math.abs(awayS).toFixed(0)} s ${awayS < 0 ? 'ago' : 'ahead'}; valid is hub time within ${NEAR_S} s of now.`,
    );
  }
}
