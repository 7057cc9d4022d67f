import type { Calibration } from '../../model/calibration.ts';
import type { ControlInput } from '../../model/events.ts';
import type { SessionMetadata } from '../../model/session.ts';
import { headlineOf, thresholdsOf } from '../../movement/thresholds.ts';
import type { SESSION } from '../schema/sessionMeasurement.ts';
import { calibrationLines } from './calibrationLines.ts';
import type { SeriesWriter } from './seriesWriter.ts';
import type { Tally } from './tally.ts';

type Told = Extract<
  ControlInput,
  { readonly type: 'newSet' | 'marker' | 'trialStart' | 'trialEnd' | 'hostClockJumped' }
>;

/** Measurement `session`: what to read the others by, and what happened to all of it. */
export class SessionLines {
  readonly #session: SessionMetadata;
  readonly #writer: SeriesWriter<typeof SESSION>;
  readonly #tally: Tally;

  constructor(session: SessionMetadata, writer: SeriesWriter<typeof SESSION>, tally: Tally) {
    this.#session = session;
    this.#writer = writer;
    this.#tally = tally;
  }

  /**
   * Notes are free text in which people write names: they stay in the recording.
   * @param bodyRateHz rate of the lines of `body`
   */
  start(bodyRateHz: number): string[] {
    const { protocol, method, parent, continues, software, settings, settingsHash, startedUs } =
      this.#session;
    const headline = headlineOf(settings.task, thresholdsOf(settings));
    return this.#writer.line({ event: 'start' }, startedUs, {
      protocol,
      assessment: settings.assessment ?? null,
      method: method ?? null,
      parent: parent ?? null,
      continues: continues ?? null,
      frame_rate_hz: settings.frameRateHz,
      body_rate_hz: bodyRateHz,
      headline: headline.measure,
      headline_unit: headline.unit,
      software,
      settings_hash: settingsHash,
    });
  }

  /** At the latest instant that was told of. */
  end(): string[] {
    const { frames, reps, samplesLost, lastUs } = this.#tally.state;
    const { startedUs } = this.#session;
    const endUs = lastUs ?? startedUs;
    return this.#writer.line({ event: 'end' }, endUs, {
      duration_s: (endUs - startedUs) / 1e6,
      frames,
      reps,
      samples_lost: samplesLost,
    });
  }

  lines(told: Told): string[] {
    const { type, timeUs } = told;
    const { trials, sets } = this.#tally.state;
    switch (type) {
      case 'newSet':
        return this.#writer.line({ event: type }, timeUs, { number: sets });
      case 'marker':
        return this.#writer.line({ event: type }, timeUs, { label: told.label });
      case 'trialStart':
        return this.#writer.line({ event: type }, timeUs, {
          number: trials,
          label: told.name || null,
        });
      case 'trialEnd':
        return this.#writer.line({ event: type }, timeUs, { number: this.#tally.endTrial() });
      case 'hostClockJumped':
        return this.#writer.line({ event: 'clockJump' }, timeUs, { by_us: told.byUs });
    }
  }

  calibration(calibration: Calibration): string[] {
    return calibrationLines(calibration, this.#writer);
  }

  fault(timeUs: number, sentence: string): string[] {
    return this.#writer.line({ event: 'fault' }, timeUs, { sentence });
  }
}
