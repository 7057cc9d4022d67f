import type { Calibration } from '../model/calibration.ts';
import type { CalibrationStore } from './calibrationStore.ts';
import type { FaultGuard } from './faultGuard.ts';
import { FeedError } from './feed.ts';
import type { PlacementStore } from './placementStore.ts';

export interface ReuseOfferOptions {
  /** Absent keeps none. */
  readonly calibrations: CalibrationStore | null;
  readonly placements: PlacementStore;
  readonly guard: FaultGuard;
  /** Told when the calibration on offer was made; null where none fits. */
  readonly offered: (timeUs: number | null) => void;
}

/** Sound calibrations of earlier sessions, kept and offered where they fit the sensors as placed. */
export class ReuseOffer {
  readonly #options: ReuseOfferOptions;
  #isWithheld = false;

  constructor(options: ReuseOfferOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const { calibrations, guard } = this.#options;
    await guard.runAsync('The stored calibrations could not be read', async () => {
      for (const words of (await calibrations?.load()) ?? []) guard.tell(words, null);
    });
  }

  /** To be called when placements changed. */
  renew(): void {
    this.#options.offered(this.#fitting()?.timeUs ?? null);
  }

  /** Another person wears the sensors now: what was found so far is of the one before. */
  withhold(): void {
    this.#isWithheld = true;
  }

  /** A sound calibration of the person's own movement is kept for later sessions. */
  keep(calibration: Calibration): void {
    const { calibrations, guard } = this.#options;
    if (calibrations === null || calibration.method !== 'standing+movement') return;
    if (calibration.verdict === 'redo') return;
    this.#isWithheld = false;
    const written = calibrations.save(calibration);
    this.renew();
    void guard.runAsync('The calibration holds, but could not be stored', () => written);
  }

  /** @throws FeedError where none fits */
  take(): Calibration {
    const calibration = this.#fitting();
    if (calibration !== null) return calibration;
    throw new FeedError(
      'No earlier calibration fits the sensors as they are placed; calibrate with five squats.',
    );
  }

  #fitting(): Calibration | null {
    const { calibrations, placements } = this.#options;
    if (this.#isWithheld) return null;
    return calibrations?.fitting(placements.placements) ?? null;
  }
}
