import type { PipelineEvent } from '../../model/events.ts';
import type { Landing } from '../../model/landing.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { headlineOf, thresholdsOf } from '../thresholds.ts';
import { cueEvent, type DecisionTime } from './cueDecision.ts';
import { CueVoice } from './cueVoice.ts';
import { Schedule } from './schedule.ts';
import { TerminalCue } from './terminalCue.ts';

/**
 * Feedback on landings, by the peak of each leg: afterwards whatever the schedule, for a landing is
 * over before a cue could be heard.
 */
export class LandingCues {
  readonly #enabled: boolean;
  readonly #schedule: Schedule;
  readonly #voice: CueVoice;
  readonly #terminal: TerminalCue;
  /** Over the whole session: what a faded schedule was drawn for. */
  #index = 0;
  #sinceCalibration = 0;
  #isAsked = false;

  constructor(settings: PipelineSettings) {
    const thresholds = thresholdsOf(settings);
    const { cue } = settings;
    this.#enabled = cue.enabled;
    this.#schedule = new Schedule(cue, thresholds.cue.fade);
    this.#voice = new CueVoice(thresholds.cue);
    const headline = headlineOf(settings.task, thresholds);
    this.#terminal = new TerminalCue(cue, thresholds.cue, headline, this.#voice);
  }

  /** A frame. @param isFlying the next landing is near */
  step(time: DecisionTime, isFlying: boolean): PipelineEvent[] {
    return this.#terminal.step(time.timeUs, isFlying).map((decision) => cueEvent(decision, time));
  }

  /** A landing was told on this frame. */
  landed({ legs, endUs, number }: Landing, time: DecisionTime): PipelineEvent[] {
    const index = this.#index++;
    const isFirst = this.#sinceCalibration++ === 0;
    const isAsked = this.#isAsked;
    this.#isAsked = false;
    this.#voice.repOver();
    const result = {
      ...time,
      endedUs: endUs,
      legs: legs.map(({ side, headlinePeak, quality }) => ({ side, value: headlinePeak, quality })),
    };
    const withheld = isFirst
      ? 'first rep after calibration'
      : this.#schedule.withheldAfter(index, isAsked);
    const decisions = this.#terminal.judge(result, withheld);
    const tellsInLine = this.#enabled && !isFirst && this.#schedule.tellsInLine(index, isAsked);
    return [
      ...decisions.map((decision) => cueEvent(decision, time)),
      ...(tellsInLine && this.#terminal.isInLine(result)
        ? [{ type: 'inLine' as const, ...time, repNumber: number }]
        : []),
    ];
  }

  /** The person asks for feedback on the landing that comes next. */
  ask(): void {
    this.#isAsked = true;
  }

  calibrated(): void {
    this.#sinceCalibration = 0;
  }
}
