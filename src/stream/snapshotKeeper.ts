import type { Calibration } from '../model/calibration.ts';
import type { ControlInput, PipelineEvent } from '../model/events.ts';
import { trialAfter } from '../model/trial.ts';
import type { Snapshot } from './messages.ts';

export const EMPTY_SNAPSHOT: Snapshot = Object.freeze({
  reps: [],
  phase: 'standing',
  calibration: null,
  calibrationStage: null,
});

/** Somebody walks for an hour: of these a view shows the last few, and each has its number. */
export const KEPT_RESULTS = 40;

/** After these nobody is calibrated until the pipeline says so. */
export const ASKS_FOR_CALIBRATION: ReadonlySet<ControlInput['type']> = new Set([
  'recalibrate',
  'lyingPose',
  'retryStep',
  'reuseCalibration',
]);

/**
 * Folds events and control inputs into what was true after them. The hub keeps one per feed,
 * a seek folds a recording's events up to the new position, a client folds what it receives.
 */
export class SnapshotKeeper {
  #snapshot: Snapshot;

  constructor(start: Snapshot = EMPTY_SNAPSHOT) {
    this.#snapshot = start;
  }

  /** A fresh object after every change, so it may be kept and compared by identity. */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  reset(snapshot: Snapshot = EMPTY_SNAPSHOT): void {
    this.#snapshot = snapshot;
  }

  /** @returns true when the snapshot changed. */
  applyEvent(event: PipelineEvent): boolean {
    const before = this.#snapshot;
    switch (event.type) {
      case 'rep':
        this.#snapshot = { ...before, reps: [...before.reps, event.rep] };
        break;
      case 'phase':
        this.#snapshot = { ...before, phase: event.phase };
        break;
      case 'calibration':
        this.#snapshot = { ...before, calibration: event.calibration };
        break;
      case 'calibrationStage': {
        const { stage, instruction, done, wanted } = event;
        this.#snapshot = {
          ...before,
          calibration: stage === 'done' ? before.calibration : refusedOnly(before.calibration),
          calibrationStage: { stage, instruction, done, wanted },
        };
        break;
      }
      case 'sideCheck': {
        const { result, sentence } = event;
        this.#snapshot = { ...before, sideCheck: { result, sentence } };
        break;
      }
      case 'landing':
        this.#snapshot = { ...before, landings: newest(before.landings, event.landing) };
        break;
      case 'hold':
        this.#snapshot = { ...before, holds: newest(before.holds, event.hold) };
        break;
      case 'stride':
        this.#snapshot = { ...before, strides: newest(before.strides, event.stride) };
        break;
      case 'repRejected':
      case 'strideRejected':
      case 'holdRejected':
      case 'cueOn':
      case 'cueOff':
      case 'cueSuppressed':
      case 'inLine':
      case 'samplesLost':
      case 'samplesLate':
      case 'samplesRefilled':
      case 'sensorClock':
      case 'fault':
        break;
    }
    return this.#snapshot !== before;
  }

  /**
   * @param timeUs when the earlier calibration that fits the sensors worn was made, null for none
   * @returns true when the snapshot changed.
   */
  offerReuse(timeUs: number | null): boolean {
    const { reusable, ...rest } = this.#snapshot;
    if ((reusable?.timeUs ?? null) === timeUs) return false;
    this.#snapshot = timeUs === null ? rest : { ...rest, reusable: { timeUs } };
    return true;
  }

  /**
   * A new set forgets reps, landings, holds and strides, a recalibration the calibration; trials begin and end; nothing else
   * is remembered.
   * @returns true when the snapshot changed.
   */
  applyControl(input: ControlInput): boolean {
    const before = this.#snapshot;
    if (input.type === 'newSet') {
      const { landings, holds, strides, ...rest } = before;
      this.#snapshot = { ...rest, reps: [], phase: 'standing' };
    } else if (ASKS_FOR_CALIBRATION.has(input.type)) {
      this.#snapshot = { ...before, calibration: null, calibrationStage: null };
    } else {
      const trial = trialAfter(before.trial ?? null, input);
      if (trial !== null && trial !== before.trial) this.#snapshot = { ...before, trial };
    }
    return this.#snapshot !== before;
  }
}

function newest<T>(before: readonly T[] | undefined, next: T): readonly T[] {
  return [...(before ?? []), next].slice(-KEPT_RESULTS);
}

/** While one is looked for none is in force; why the last was refused is still to be read. */
function refusedOnly(calibration: Calibration | null): Calibration | null {
  return calibration?.verdict === 'redo' ? calibration : null;
}
