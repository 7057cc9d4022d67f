import type { BodyFrame } from '../../model/bodyFrame.ts';
import type { ControlInput, PipelineEvent } from '../../model/events.ts';
import type { Headline } from '../../model/movement.ts';
import type { Side } from '../../model/placement.ts';
import type { Recording } from '../../recording/reader.ts';
import { QualityTally } from '../../reprocess/summary/qualityTally.ts';
import type { Report, ReportFault, ReportNote, ReportQuality, ReportRejection } from '../report.ts';
import { FrameWindow } from './frameWindow.ts';
import { SetByNumber } from './setByNumber.ts';
import { SetsBuilder } from './setsBuilder.ts';
import { StripBuilder } from './stripBuilder.ts';

/** What a rejection of any detector says. */
interface StoredRejection {
  readonly side?: Side | null;
  readonly startUs: number;
  readonly endUs: number;
  readonly peakFlexionDeg?: number;
  readonly reason: string;
}

/** What one reading of a recording from its start gives a report. */
export class ReportPass {
  readonly sets: SetsBuilder;
  readonly rejected: ReportRejection[] = [];
  readonly landings: Report['landings'][number][] = [];
  readonly strides: Report['strides'][number][] = [];
  readonly holds: Report['holds'][number][] = [];
  readonly faults: ReportFault[] = [];
  readonly markers: ReportNote[] = [];
  readonly strip: StripBuilder;
  frames = 0;
  readonly #startedUs: number;
  readonly #window = new FrameWindow();
  readonly #all = new QualityTally();
  readonly #calibrated = new QualityTally();
  readonly #landingSets = new SetByNumber();
  readonly #strideSets = new SetByNumber();
  readonly #holdSets = new SetByNumber();
  #calibration: string | null = null;

  constructor({ metadata, startUs, endUs }: Recording, headline: Headline) {
    this.#startedUs = metadata.startedUs;
    this.sets = new SetsBuilder(headline, metadata.startedUs);
    this.strip = new StripBuilder(startUs, endUs);
  }

  get quality(): ReportQuality {
    const calibrated = this.#calibration !== null;
    return { calibrated, legs: (calibrated ? this.#calibrated : this.#all).summaries() };
  }

  frame(frame: BodyFrame): void {
    this.frames++;
    this.#window.add(frame);
    this.strip.frame(frame);
    if (this.#calibration === null) this.#all.frame(frame);
    else this.#calibrated.frame(frame);
  }

  input(input: ControlInput): void {
    if (input.type !== 'marker') return;
    this.markers.push({ atS: this.#at(input.timeUs), text: input.label });
  }

  event(event: PipelineEvent): void {
    if ('rejection' in event) this.#rejection(event.type, event.rejection);
    switch (event.type) {
      case 'calibration':
        this.#calibration = event.calibration.id;
        break;
      case 'rep': {
        const { rep } = event;
        const frames = this.#window.between(rep.startUs, rep.endUs);
        this.sets.rep(rep, frames, this.#calibration);
        break;
      }
      case 'landing': {
        const { landing } = event;
        this.landings.push({ set: this.#landingSets.of(landing.number), landing });
        break;
      }
      case 'stride': {
        const { stride } = event;
        this.strides.push({ set: this.#strideSets.of(stride.number, stride.side), stride });
        break;
      }
      case 'hold': {
        const { hold } = event;
        const of = `${hold.kind} ${hold.side}`;
        this.holds.push({ set: this.#holdSets.of(hold.number, of), hold });
        break;
      }
      case 'fault': {
        const { timeUs, sensorId, sentence } = event;
        this.faults.push({ atS: this.#at(timeUs), sensorId, text: sentence });
      }
    }
  }

  #rejection(type: string, rejection: StoredRejection): void {
    const { side = null, startUs, endUs, peakFlexionDeg = null, reason } = rejection;
    const [startS, endS] = [this.#at(startUs), this.#at(endUs)];
    const what = type.replace('Rejected', '');
    this.rejected.push({ what, side, startS, endS, peakFlexionDeg, reason });
  }

  #at(timeUs: number): number {
    return (timeUs - this.#startedUs) / 1e6;
  }
}
