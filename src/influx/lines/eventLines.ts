import type { PipelineEvent } from '../../model/events.ts';
import { CUE } from '../schema/cueMeasurement.ts';
import { REP } from '../schema/repMeasurement.ts';
import { HOLD, LANDING, STRIDE } from '../schema/resultMeasurements.ts';
import { cueLines } from './cueLines.ts';
import { holdLines } from './holdLines.ts';
import type { Instants } from './instants.ts';
import { landingLines } from './landingLines.ts';
import { repLines } from './repLines.ts';
import type { SensorLines } from './sensorLines.ts';
import type { SeriesTags } from './seriesTags.ts';
import { SeriesWriter } from './seriesWriter.ts';
import type { SessionLines } from './sessionLines.ts';
import { strideLines } from './strideLines.ts';

/** Lines of what the pipeline found out. */
export class EventLines {
  readonly #sensor: SensorLines;
  readonly #session: SessionLines;
  readonly #rep: SeriesWriter<typeof REP>;
  readonly #landing: SeriesWriter<typeof LANDING>;
  readonly #stride: SeriesWriter<typeof STRIDE>;
  readonly #hold: SeriesWriter<typeof HOLD>;
  readonly #cue: SeriesWriter<typeof CUE>;

  constructor(tags: SeriesTags, instants: Instants, sensor: SensorLines, session: SessionLines) {
    this.#sensor = sensor;
    this.#session = session;
    this.#rep = new SeriesWriter(REP, tags, instants);
    this.#landing = new SeriesWriter(LANDING, tags, instants);
    this.#stride = new SeriesWriter(STRIDE, tags, instants);
    this.#hold = new SeriesWriter(HOLD, tags, instants);
    this.#cue = new SeriesWriter(CUE, tags, instants);
  }

  lines(event: PipelineEvent): string[] {
    switch (event.type) {
      case 'rep':
        return repLines(event.rep, this.#rep);
      case 'landing':
        return landingLines(event.landing, this.#landing);
      case 'stride':
        return strideLines(event.stride, this.#stride);
      case 'hold':
        return holdLines(event.hold, this.#hold);
      case 'cueOn':
      case 'cueOff':
      case 'cueSuppressed':
      case 'inLine':
        return cueLines(event, this.#cue);
      case 'samplesLost':
      case 'samplesRefilled':
      case 'samplesLate':
      case 'sensorClock':
        return this.#sensor.lines(event);
      case 'calibration':
        return this.#session.calibration(event.calibration);
      case 'fault': {
        const { sensorId, timeUs, sentence } = event;
        return sensorId === null
          ? this.#session.fault(timeUs, sentence)
          : this.#sensor.fault(sensorId, timeUs, sentence);
      }
      // How the person is guided, and what was no movement: docs/influxdb.md says why they give none.
      case 'calibrationStage':
      case 'sideCheck':
      case 'phase':
      case 'repRejected':
      case 'strideRejected':
      case 'holdRejected':
        return [];
    }
  }
}
