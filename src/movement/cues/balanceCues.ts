import type { LegFrame } from '../../model/bodyFrame.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { ZONE_SHANK_LEAN_DEG } from '../holds/holdRules.ts';
import { thresholdsOf } from '../thresholds.ts';
import { cueEvent, type DecisionTime } from './cueDecision.ts';
import { CueVoice } from './cueVoice.ts';
import { legFlags } from './legFlags.ts';
import { Schedule } from './schedule.ts';
import { ZoneCue } from './zoneCue.ts';

/** The lean over the first of a hold is the middle of the zone, s. */
const CENTRE_S = 1;

/** Feedback while standing on one leg: a cue where the shank stayed outside its zone. */
export class BalanceCues {
  readonly #schedule: Schedule;
  readonly #zone: ZoneCue;
  readonly #centreFrames: number;
  /** Over the whole session: what a faded schedule was drawn for. */
  #holds = 0;
  #isAsked = false;
  #sumDeg = 0;
  #frames = 0;

  constructor(settings: PipelineSettings) {
    const { cue: rule } = thresholdsOf(settings);
    const { cue, frameRateHz } = settings;
    this.#schedule = new Schedule(cue, rule.fade);
    this.#centreFrames = Math.round(CENTRE_S * frameRateHz);
    const zone = {
      measure: 'shankLeanDeg',
      unit: 'deg',
      halfWidth: ZONE_SHANK_LEAN_DEG,
      hysteresis: rule.offHystDeg,
    } as const;
    this.#zone = new ZoneCue(cue, rule, zone, frameRateHz, new CueVoice(rule));
  }

  /** @param stance the leg that is stood on; null while no hold runs */
  step(stance: LegFrame | null, time: DecisionTime): PipelineEvent[] {
    if (stance === null) return this.#frames === 0 ? [] : this.#end(time);
    const leanDeg = stance.measures.shankLeanDeg;
    if (this.#frames < this.#centreFrames) {
      if (!Number.isFinite(leanDeg)) return [];
      this.#sumDeg += leanDeg;
      this.#frames++;
      return [];
    }
    const decisions = this.#zone.step({
      ...time,
      side: stance.side,
      value: leanDeg - this.#sumDeg / this.#frames,
      flags: legFlags(stance),
      withheld: this.#schedule.withheld(this.#holds, this.#isAsked),
    });
    return decisions.map((decision) => cueEvent(decision, time));
  }

  /** The person asks for feedback on the hold that runs or comes next. */
  ask(): void {
    this.#isAsked = true;
  }

  #end(time: DecisionTime): PipelineEvent[] {
    this.#holds++;
    this.#isAsked = false;
    this.#sumDeg = 0;
    this.#frames = 0;
    return this.#zone.end(time.timeUs).map((decision) => cueEvent(decision, time));
  }
}
