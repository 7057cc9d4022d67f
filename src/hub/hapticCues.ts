import type { ControlInput } from '../model/events.ts';
import type { Cue } from '../model/movement.ts';
import { type Placement, placementOf, SIDES, type Side } from '../model/placement.ts';
import type { SensorDescription, SensorId } from '../model/sensor.ts';
import type { HapticCue, SensorSource } from '../model/sensorSource.ts';
import { reasonOf } from '../recording/recordingError.ts';

/** Two short pulses: told from a bump of the step, and over before the next phase of a squat. */
const KNEE_CUE: HapticCue = { pattern: 'double', strengthPercent: 80 };

/** What came of a cue to a limb. */
export type HapticResult = Omit<Extract<ControlInput, { type: 'hapticCue' }>, 'timeUs'>;

export interface HapticCuesOptions {
  readonly source: Pick<SensorSource, 'cue'>;
  /** The linked sensor that is worn there; null where none is. */
  readonly wearer: (placement: Placement) => SensorDescription | null;
  /** Whether they are given from the start. */
  readonly on: boolean;
  /** Takes what came of a cue into the session. */
  readonly told: (input: HapticResult) => void;
  /** Hub time now, µs. */
  readonly now: () => number;
}

/** Lets the limb that a cue is about feel it: its shank's sensor, else its thigh's, where it has a motor. */
export class HapticCues {
  readonly #options: HapticCuesOptions;
  /** Whether the limb feels cues. */
  on: boolean;

  constructor(options: HapticCuesOptions) {
    this.#options = options;
    this.on = options.on;
  }

  /** Whether a sensor worn now has a motor. */
  get available(): boolean {
    return SIDES.some((side) => this.#sensorOn(side) !== null);
  }

  /** @param decidedUs arrival of the packet that completed the frame which fired the rule */
  give({ side }: Cue, decidedUs: number): void {
    if (!this.on) return;
    for (const each of side === 'both' ? SIDES : [side]) {
      const sensor = this.#sensorOn(each);
      if (sensor) void this.#move(sensor.id, each, decidedUs);
    }
  }

  #sensorOn(side: Side): SensorDescription | null {
    for (const segment of ['shank', 'thigh'] as const) {
      const sensor = this.#options.wearer(placementOf(side, segment));
      if (sensor?.abilities?.includes('cue')) return sensor;
    }
    return null;
  }

  async #move(sensorId: SensorId, side: Side, decidedUs: number): Promise<void> {
    const { source, now, told } = this.#options;
    const common = { type: 'hapticCue', sensorId, side, decidedUs } as const;
    const askedUs = now();
    let result: Pick<HapticResult, 'sentUs' | 'acknowledgedUs' | 'problem'>;
    try {
      const { sentUs, acknowledgedUs } = await source.cue(sensorId, KNEE_CUE);
      result = { sentUs, acknowledgedUs, problem: null };
    } catch (error) {
      result = { sentUs: askedUs, acknowledgedUs: null, problem: reasonOf(error) };
    }
    told({ ...common, ...result });
  }
}
