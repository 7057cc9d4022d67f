import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { mean } from '../../signal/statistics.ts';
import type { TaskAnalysis } from '../taskAnalysis.ts';
import { deepestTilt } from './deepestTilt.ts';
import type { DetectedHold } from './detectedHold.ts';
import { HeldFrames } from './heldFrames.ts';
import { legOf, measureHold } from './holdMetrics.ts';
import { HoldNumbers } from './holdNumbers.ts';
import { TRIAL_LEAST_DEG, TRIAL_LEAST_S } from './holdRules.ts';
import { TrialDetector } from './trialDetector.ts';

const SEEN = 1;
const ASSUMED = 0.5;

/**
 * Frames to trials of the weight-bearing lunge: of the leg in front, how far its shank tilts with the
 * foot planted. Nothing of it asks for the thigh, but frames have legs of thigh and shank only; the
 * thighs tell which leg is in front where both wear sensors.
 */
export class KneeToWallAnalysis implements TaskAnalysis {
  readonly wantsSignals = false;
  readonly #rateHz: number;
  readonly #detectors: Readonly<Record<Side, TrialDetector>> = {
    right: new TrialDetector('right'),
    left: new TrialDetector('left'),
  };
  readonly #frames = new HeldFrames();
  readonly #numbers = new HoldNumbers();

  constructor({ frameRateHz }: PipelineSettings) {
    this.#rateHz = frameRateHz;
  }

  step(frame: BodyFrame): PipelineEvent[] {
    const { legs, timeUs } = frame;
    this.#frames.add(frame);
    const events: PipelineEvent[] = [];
    for (const { side, measures } of legs) {
      const detector = this.#detectors[side];
      const found = Number.isFinite(measures.shankTiltDeg)
        ? detector.step(measures.shankTiltDeg, timeUs)
        : detector.missing(timeUs);
      if (found !== null) events.push(...this.#told(found, timeUs));
    }
    this.#frames.keepFrom(Math.min(timeUs, ...SIDES.map((s) => this.#detectors[s].earliestUs)));
    return events;
  }

  newSet(): void {
    this.#numbers.restart();
  }

  calibrated(): void {
    this.#frames.clear();
    for (const side of SIDES) this.#detectors[side].reset();
  }

  /** Nothing of a step, and of the leg behind, whose shank tilts too. */
  #told(detected: DetectedHold, timeUs: number): PipelineEvent[] {
    const { side, startUs, endUs } = detected;
    const frames = this.#frames.all.filter((each) => each.timeUs >= startUs && each.timeUs < endUs);
    if (endUs - startUs < TRIAL_LEAST_S * 1e6 || !isInFront(frames, side)) return [];
    const own = frames.flatMap((frame) => legOf(frame, side));
    const { tiltDeg, heelDown } = deepestTilt(own, this.#rateHz);
    if (tiltDeg === null || tiltDeg < TRIAL_LEAST_DEG) {
      const reason = `the foot was not planted with its heel down at ${TRIAL_LEAST_DEG}° of tilt or more`;
      const rejection = { kind: 'kneeToWall', side, startUs, endUs, reason } as const;
      return [{ type: 'holdRejected', timeUs, rejection }];
    }
    const hold = measureHold({
      kind: 'kneeToWall',
      number: this.#numbers.next(side),
      detected,
      frames,
      rateHz: this.#rateHz,
      discardS: 0,
      certainty: heelDown === 'seen' ? SEEN : ASSUMED,
    });
    return [{ type: 'hold', timeUs, hold: { ...hold, peakShankTiltDeg: tiltDeg, heelDown } }];
  }
}

/** The thigh in front reaches further forward; a leg alone is taken to be the one in front. */
function isInFront(frames: readonly BodyFrame[], side: Side): boolean {
  const reachDeg = (of: (leg: LegFrame) => boolean): number =>
    mean(frames.flatMap(({ legs }) => legs.filter(of).map((leg) => leg.measures.thighTiltDeg)));
  const other = reachDeg((leg) => leg.side !== side);
  return !(other > reachDeg((leg) => leg.side === side));
}
