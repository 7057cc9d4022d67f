import type { BodyFrame, LegFrame } from '../../model/bodyFrame.ts';
import type { Calibration } from '../../model/calibration.ts';
import type { PipelineEvent } from '../../model/events.ts';
import type { Rep, RepPhase } from '../../model/movement.ts';
import type { PipelineSettings } from '../../model/settings.ts';
import { headlineOfSettings, thresholdsOf } from '../thresholds.ts';
import { type CueDecision, cueEvent, type DecisionTime, NO_DECISIONS } from './cueDecision.ts';
import { CueRule } from './cueRule.ts';
import { CueVoice } from './cueVoice.ts';
import { resultOfRep, resultOfSet } from './repResults.ts';
import { Schedule } from './schedule.ts';
import { Suppression } from './suppression.ts';
import { TerminalCue, type TerminalResult } from './terminalCue.ts';

const NO_EVENTS: readonly PipelineEvent[] = [];

/** Where the movement is, as its detector has it. */
export interface RepProgress {
  readonly phase: RepPhase;
  /** Knee flexion above standing, degrees. */
  readonly excursionDeg: number;
}

/** A rep of the set that the person may ask about. */
interface DoneRep {
  readonly number: number;
  readonly isFirstRep: boolean;
  readonly result: TerminalResult;
}

/** All feedback on repetitions: while they run, after them and after the set, as scheduled. */
export class RepCues {
  readonly #schedule: Schedule;
  readonly #suppression: Suppression;
  readonly #voice: CueVoice;
  readonly #rule: CueRule;
  readonly #terminal: TerminalCue;
  readonly #enabled: boolean;
  /** Over the whole session: what a faded schedule was drawn for. */
  #repIndex = 0;
  #isMoving = false;
  #isAsked = false;
  /** Of the set that runs. */
  #results: TerminalResult[] = [];
  #lastRep: DoneRep | null = null;

  constructor(settings: PipelineSettings) {
    const { cue: rule } = thresholdsOf(settings);
    const headline = headlineOfSettings(settings);
    const { cue, frameRateHz } = settings;
    this.#enabled = cue.enabled;
    this.#schedule = new Schedule(cue, rule.fade);
    this.#suppression = new Suppression(rule, headline);
    this.#voice = new CueVoice(rule);
    this.#rule = new CueRule(cue, rule, headline, frameRateHz, this.#suppression, this.#voice);
    this.#terminal = new TerminalCue(cue, rule, headline, this.#voice);
  }

  /** Whether a cue sounded since the rep began; to be asked before the frame that ended it. */
  get cuedInRep(): boolean {
    return this.#isMoving && this.#voice.cuedInRep;
  }

  /** @param legs of the frame, those that are judged */
  step(
    { timeUs, arrivalUs }: BodyFrame,
    legs: readonly LegFrame[],
    { phase, excursionDeg }: RepProgress,
  ): readonly PipelineEvent[] {
    const wasMoving = this.#isMoving;
    this.#isMoving = phase !== 'standing';
    const told = this.#terminal.step(timeUs, this.#isMoving);
    const ended = wasMoving && !this.#isMoving ? this.#end(timeUs) : NO_DECISIONS;
    const withheld = this.#schedule.withheld(this.#repIndex, this.#isAsked);
    const context = { timeUs, decidedUs: arrivalUs, phase, excursionDeg, withheld };
    const now = this.#rule.step(legs, context);
    if (told.length + ended.length + now.length === 0) return NO_EVENTS;
    return eventsOf([...told, ...ended, ...now], context);
  }

  /** A rep was counted on this frame, after its `step`. */
  repEnded(rep: Rep, { timeUs, arrivalUs }: BodyFrame): PipelineEvent[] {
    const time = { timeUs, decidedUs: arrivalUs };
    const index = this.#repIndex++;
    const { isFirstRep } = this.#suppression;
    this.#suppression.repCounted();
    const isAsked = this.#isAsked;
    this.#isAsked = false;
    const result = resultOfRep(rep, time);
    this.#lastRep = { number: rep.number, isFirstRep, result };
    if (rep.counted && !isFirstRep) this.#results.push(result);
    const decisions = this.#schedule.tellsAfterRep
      ? this.#terminal.judge(result, isFirstRep ? 'first rep after calibration' : null)
      : [];
    const events = eventsOf(decisions, time);
    const stayed = !this.#rule.wentBeyondInRep && this.#terminal.isInLine(result);
    if (!isFirstRep && stayed && this.#schedule.tellsInLine(index, isAsked)) {
      events.push(...this.#inLine(rep.number, time));
    }
    return events;
  }

  /** The set is over. */
  setEnded(timeUs: number): PipelineEvent[] {
    const time = { timeUs, decidedUs: timeUs };
    const result = resultOfSet(this.#results, time);
    this.#results = [];
    this.#lastRep = null;
    return this.#schedule.tellsAfterSet ? eventsOf(this.#terminal.judge(result, null), time) : [];
  }

  /** The person asks: about the rep that was done last, or about the one that runs or comes. */
  ask(timeUs: number): PipelineEvent[] {
    if (this.#schedule.kind !== 'selfControlled' || !this.#enabled) return [];
    const last = this.#lastRep;
    if (this.#isMoving || last === null) {
      this.#isAsked = true;
      return [];
    }
    this.#lastRep = null;
    const time = { timeUs, decidedUs: timeUs };
    const result = { ...last.result, ...time, endedUs: null };
    const withheld = last.isFirstRep ? 'first rep after calibration' : null;
    const events = eventsOf(this.#terminal.judge(result, withheld), time);
    if (withheld === null && this.#terminal.isInLine(result))
      events.push(...this.#inLine(last.number, time));
    return events;
  }

  /** @param calibration null where nothing is told of it */
  calibrated(calibration: Calibration | null): void {
    this.#suppression.calibrated(calibration);
    this.#results = [];
    this.#lastRep = null;
  }

  #end(timeUs: number): readonly CueDecision[] {
    const cue = this.#voice.end(timeUs);
    return cue ? [{ kind: 'off', cue }] : NO_DECISIONS;
  }

  #inLine(repNumber: number, { timeUs, decidedUs }: DecisionTime): PipelineEvent[] {
    return this.#enabled ? [{ type: 'inLine', timeUs, decidedUs, repNumber }] : [];
  }
}

function eventsOf(decisions: readonly CueDecision[], time: DecisionTime): PipelineEvent[] {
  return decisions.map((decision) => cueEvent(decision, time));
}
