import type { LiveStatus, RecordingStatus } from '../../src/model/liveStatus.ts';
import type { Side } from '../../src/model/placement.ts';
import type { ControlMessage } from '../../src/stream/client.ts';
import { FakeFeed } from '../hub/fakeFeed.ts';
import { metric, repLeg, repOf } from '../movement/reps.ts';

const SECOND_US = 1e6;
/** From the beginning of a rep to that of the next, and how long each lasts. */
const REP_EVERY_US = 4 * SECOND_US;
const REP_US = 3 * SECOND_US;
/** How long a trial goes on already when it is begun: its reps need not be waited for. */
const UNDER_WAY_US = 5 * REP_EVERY_US;

/** A live session of a test's making, on today's clock: it takes trials as the hub's own does. */
export class RecordFeed extends FakeFeed {
  readonly startedUs = Date.now() * 1000 - 65 * SECOND_US;
  #recording: RecordingStatus = {
    session: this.facts.session,
    startedUs: this.startedUs,
    subject: 'P-7F3K',
    protocol: 'baseline',
    task: 'bilateralSquat',
    assessment: 'overheadSquat',
    isRecording: true,
    bytesWritten: 3_500_000,
    diskFreeBytes: 80e9,
    minutesLeft: 90,
    problem: null,
  };

  override get status(): LiveStatus {
    return { recording: this.#recording, haptics: { available: false, on: false } };
  }

  /** Tells how it is recorded from now on. */
  tell(given: Partial<RecordingStatus>): void {
    this.#recording = { ...this.#recording, ...given };
    this.emitStatus();
  }

  override async control(message: ControlMessage): Promise<void> {
    await super.control(message);
    const timeUs = Date.now() * 1000;
    if (message.type === 'trialStart') {
      const startUs = Math.max(timeUs - UNDER_WAY_US, (this.snapshot.trial?.endUs ?? 0) + 1);
      this.input({ type: 'trialStart', timeUs: startUs, name: message.name ?? '' });
    } else if (message.type === 'trialEnd') this.input({ type: 'trialEnd', timeUs });
  }

  /** A rep, counted from 1, of the trial that goes on or that went on last. */
  rep(number: number, counted = true): void {
    const trialUs = this.snapshot.trial?.startUs ?? this.startedUs;
    const startUs = trialUs + (number - 1) * REP_EVERY_US;
    const leg = (side: Side, inM: number) =>
      repLeg(side, {
        peakFlexionDeg: 90 + number,
        metrics: {
          kneeMedialDeviationM: metric({ atPeakFlexion: inM, sdAtPeakFlexion: 0.008 }),
          shankLeanDeg: metric({ atPeakFlexion: 1, sdAtPeakFlexion: 1 }),
        },
      });
    this.event({
      type: 'rep',
      timeUs: startUs + REP_US,
      rep: repOf(number, {
        startUs,
        bottomUs: startUs + SECOND_US,
        endUs: startUs + REP_US,
        legs: [leg('right', 0.031), leg('left', -0.002)],
        counted,
      }),
    });
  }
}
