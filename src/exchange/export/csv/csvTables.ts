import type { BodyFrame } from '../../../model/bodyFrame.ts';
import type { CustomMeasure } from '../../../model/customMeasures.ts';
import type { Rep } from '../../../model/movement.ts';
import type { Side } from '../../../model/placement.ts';
import type { SessionMetadata } from '../../../model/session.ts';
import { SetCounter } from '../../../movement/setCounter.ts';
import { headlineOf, thresholdsOf } from '../../../movement/thresholds.ts';
import type { NewFiles } from '../newFiles.ts';
import { addBodyLine, bodyColumns, type CustomCells, customCells } from './bodyCsv.ts';
import { columnsCsv } from './columnsCsv.ts';
import { CsvBytes } from './csvBytes.ts';
import { type CsvField, csvLine, headerLine } from './csvColumn.ts';
import { EVENT_FIELDS, type Happening } from './eventsCsv.ts';
import { type RepRow, repFields } from './repsCsv.ts';

export const TABLES = ['body.csv', 'reps.csv', 'events.csv', 'columns.csv'] as const;

/** Turns what a recording holds into the lines of its tables, in order. */
export class CsvTables {
  readonly #files: NewFiles<(typeof TABLES)[number]>;
  readonly #sides: readonly Side[];
  readonly #startedUs: number;
  readonly #custom: readonly CustomMeasure[];
  readonly #customCells: CustomCells;
  readonly #repFields: readonly CsvField<RepRow>[];
  readonly #sets = new SetCounter();
  readonly #body = new CsvBytes();
  frames = 0;
  reps = 0;
  events = 0;

  /** @param sides the legs that frames may have, right first */
  constructor(
    files: NewFiles<(typeof TABLES)[number]>,
    { startedUs, settings }: SessionMetadata,
    sides: readonly Side[],
  ) {
    this.#files = files;
    this.#sides = sides;
    this.#startedUs = startedUs;
    this.#custom = settings.customMeasures;
    this.#customCells = customCells(settings.customMeasures);
    this.#repFields = repFields(headlineOf(settings.task, thresholdsOf(settings)));
  }

  async begin(): Promise<void> {
    const columns = {
      'body.csv': bodyColumns(this.#sides, this.#custom),
      'reps.csv': this.#repFields,
      'events.csv': EVENT_FIELDS,
    };
    await this.#files.write('columns.csv', columnsCsv(columns));
    await this.#files.write('body.csv', headerLine(columns['body.csv']));
    await this.#files.write('reps.csv', headerLine(columns['reps.csv']));
    await this.#files.write('events.csv', headerLine(columns['events.csv']));
  }

  /** In memory until `flush`: to wait for each frame would cost more than to write it. */
  frame(frame: BodyFrame): void {
    addBodyLine(this.#body, frame, this.#sides, this.#startedUs, this.#customCells);
    this.frames++;
  }

  async event(event: Happening): Promise<void> {
    const startedUs = this.#startedUs;
    await this.#files.write('events.csv', csvLine(EVENT_FIELDS, { event, startedUs }));
    this.events++;
    if (event.type === 'rep') await this.#rep(event.rep);
  }

  async flush(): Promise<void> {
    await this.#files.write('body.csv', this.#body.take());
  }

  async #rep(rep: Rep): Promise<void> {
    const set = this.#sets.of(rep);
    const startedUs = this.#startedUs;
    for (const leg of rep.legs) {
      const row = { set, rep, leg, startedUs };
      await this.#files.write('reps.csv', csvLine(this.#repFields, row));
    }
    this.reps++;
  }
}
