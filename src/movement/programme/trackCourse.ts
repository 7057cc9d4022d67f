import type { Side } from '../../model/placement.ts';
import { decideStep, passedInTurn, type StepSession, stepSession } from './decideStep.ts';
import { doseOf } from './dose.ts';
import type { SessionJudgement } from './gateResult.ts';
import type { ProgrammeSession } from './history.ts';
import { judgeStep } from './judgeStep.ts';
import type { ProgrammeOptions } from './options.ts';
import { assessmentOfStep, type ProgrammeStep, type ProgrammeTrack } from './programme.ts';
import type { SessionPain } from './sessionPain.ts';
import type { TrackDecision, TrackState } from './trackState.ts';

const WEEK_US = 7 * 24 * 3600 * 1e6;

/** A session, and what holds for all tracks in it. */
export interface SessionWord {
  readonly session: ProgrammeSession;
  readonly pain: SessionPain;
  /** Why the session before keeps an advance back. */
  readonly unsettled: string | null;
  /** Why nothing may be done; null where it may. */
  readonly stopped: string | null;
}

/** One track over the sessions, given in order. */
export class TrackCourse {
  readonly #track: ProgrammeTrack;
  readonly #options: ProgrammeOptions;
  #open = false;
  #side: Side | null = null;
  #index = 0;
  #wasPastFirst = false;
  /** Of the present step since it was reached. */
  #sessions: readonly StepSession[] = [];
  #decision: TrackDecision = 'closed';
  #reasons: readonly string[] = [];
  #judged: TrackState['judged'] = null;
  #halved = false;
  #skipFromUs: number | null = null;
  /** What was before the advance that the last session gave; null where it gave none. */
  #before: { readonly index: number; readonly sessions: readonly StepSession[] } | null = null;

  constructor(track: ProgrammeTrack, options: ProgrammeOptions) {
    this.#track = track;
    this.#options = options;
  }

  get id(): string {
    return this.#track.id;
  }

  get entry(): ProgrammeTrack['entry'] {
    return this.#track.entry;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Whether its first step was ever passed. */
  get isFirstPassed(): boolean {
    return this.#wasPastFirst;
  }

  /** Opens it; once open it stays so. */
  open(side: Side | null, reason: string): void {
    if (this.#open) return;
    this.#open = true;
    this.#side = side;
    this.#say('start', [reason]);
  }

  stayClosed(reason: string): void {
    if (!this.#open) this.#say('closed', [reason]);
  }

  /** A coach's decision for one of its steps; of a step of another track nothing. */
  setStep(step: string, reason: string): void {
    const index = this.#track.steps.findIndex(({ id }) => id === step);
    if (index < 0) return;
    this.#open = true;
    this.#reach(index);
    this.#say('start', [`the coach chose ${step}: ${reason}`]);
  }

  session(word: SessionWord): void {
    const putOff = this.#putOff(word.unsettled);
    this.#skipIfDue(word.session.startUs);
    this.#before = null;
    const told = [...putOff, ...this.#doneOutOfTurn(word.session)];
    const { level, reasons } = word.pain;
    const step = this.#step;
    const judgement = step && judgeStep(step, word.session, word.pain, this.#side, this.#options);
    if (step && judgement) this.#judge(step, judgement, word, told);
    else if (step && level === 'hold') {
      this.#halved = true;
      this.#say('hold', [...told, ...reasons]);
    } else if (told.length > 0) this.#say(step ? 'hold' : this.#decision, told);
    else if (step && word.session.isAhead && word.unsettled !== null) {
      const kept = `no advance in the next session: ${word.unsettled}`;
      this.#say(this.#decision, [...this.#reasons, kept]);
    }
  }

  /** @param stopped why nothing may be done after the last session */
  state(stopped: string | null): TrackState {
    const step = this.#step;
    const { id, name, steps } = this.#track;
    const next = steps.at(this.#index + 1);
    const isStopped = stopped !== null && step !== null;
    return {
      id,
      name,
      decision: isStopped ? 'stop' : this.#decision,
      step: step && { id: step.id, name: step.name },
      assessment: (step && assessmentOfStep(step.id)) ?? null,
      dose: step && doseOf(step.seedDose, this.#halved),
      side: this.#side,
      reasons: isStopped ? [stopped] : this.#reasons,
      judged: this.#judged,
      passed: step && {
        sessions: passedInTurn(this.#sessions),
        wanted: step.advance.minSessions,
      },
      skip:
        this.#skipFromUs === null || next === undefined
          ? null
          : { step: next.id, fromUs: this.#skipFromUs },
    };
  }

  /** null where the track is closed or done. */
  get #step(): ProgrammeStep | null {
    return this.#open ? (this.#track.steps.at(this.#index) ?? null) : null;
  }

  /** Pain that stayed takes back the advance that the session before gave. */
  #putOff(unsettled: string | null): string[] {
    if (unsettled === null) return [];
    const skipped = this.#skipFromUs !== null;
    this.#skipFromUs = null;
    if (this.#before !== null) {
      this.#index = this.#before.index;
      this.#sessions = this.#before.sessions;
    } else if (!skipped) return [];
    return [`the advance is put off: ${unsettled}`];
  }

  #skipIfDue(startUs: number): void {
    if (this.#skipFromUs === null || startUs < this.#skipFromUs) return;
    const { id } = this.#track.steps[this.#index];
    this.#reach(this.#index + 1);
    this.#say(this.#step === null ? 'done' : 'start', [`${id} was easy and is skipped`]);
  }

  /** One step is completed before the next: work on a later one changes nothing. */
  #doneOutOfTurn({ parts }: ProgrammeSession): string[] {
    const own = this.#track.steps.map(({ id }) => id);
    const done = own.filter((id) => parts.some(({ step }) => step === id));
    return done
      .filter((id) => !this.#open || own.indexOf(id) > this.#index)
      .map((id) =>
        this.#open
          ? `${id} was done and is not counted: ${own[this.#index]} comes first`
          : `${id} was done and is not counted: the track is not open yet`,
      );
  }

  #judge(
    step: ProgrammeStep,
    judgement: SessionJudgement,
    { session, pain, unsettled, stopped }: SessionWord,
    told: readonly string[],
  ): void {
    const sessions = [...this.#sessions, stepSession(judgement, pain)];
    const isFirst = this.#index === 0;
    const context = { step, isFirst, judgement, pain, sessions, unsettled, stopped };
    const { decision, reasons } = decideStep(context);
    const before = { index: this.#index, sessions };
    this.#sessions = sessions;
    this.#judged = { step: step.id, gates: judgement.gates };
    this.#skipFromUs = null;
    if (decision === 'advance') this.#reach(this.#index + 1);
    if (decision === 'regress') this.#reach(this.#index - 1);
    if (decision === 'advance') this.#before = before;
    if (decision === 'skip') this.#skipFromUs = session.startUs + WEEK_US;
    this.#halved = pain.level === 'hold';
    this.#say(this.#step === null ? 'done' : decision, [...told, ...reasons]);
  }

  #reach(index: number): void {
    this.#wasPastFirst ||= index > 0;
    this.#index = index;
    this.#sessions = [];
    this.#halved = false;
    this.#skipFromUs = null;
    this.#before = null;
  }

  #say(decision: TrackDecision, reasons: readonly string[]): void {
    this.#decision = decision;
    this.#reasons = reasons;
  }
}
