import type { BodyFrame } from '../../../model/bodyFrame.ts';
import type { NewFiles } from '../newFiles.ts';
import { addBodyRow, type BodyCells } from '../tables/bodyTable.ts';
import type { EventRow } from '../tables/eventTable.ts';
import type { TableSink } from '../tables/recordingTables.ts';
import type { RepRow } from '../tables/repTable.ts';
import type { TableSet } from '../tables/tableSet.ts';
import { columnsCsv } from './columnsCsv.ts';
import { CsvBytes } from './csvBytes.ts';
import { csvLine, headerLine } from './csvLine.ts';

export const TABLES = ['body.csv', 'reps.csv', 'events.csv', 'columns.csv'] as const;

/** Turns the rows of a recording into the lines of its CSV files. */
export class CsvTables implements TableSink {
  readonly #files: NewFiles<(typeof TABLES)[number]>;
  readonly #tables: TableSet;
  readonly #body = new BodyLines();
  #reps = '';
  #events = '';

  constructor(files: NewFiles<(typeof TABLES)[number]>, tables: TableSet) {
    this.#files = files;
    this.#tables = tables;
  }

  async begin(): Promise<void> {
    const { body, reps, events } = this.#tables;
    const columns = { 'body.csv': body, 'reps.csv': reps, 'events.csv': events };
    await this.#files.write('columns.csv', columnsCsv(columns));
    await this.#files.write('body.csv', headerLine(body));
    await this.#files.write('reps.csv', headerLine(reps));
    await this.#files.write('events.csv', headerLine(events));
  }

  frame(frame: BodyFrame): void {
    this.#body.add(frame, this.#tables);
  }

  event(row: EventRow): void {
    this.#events += csvLine(this.#tables.events, row);
  }

  rep(row: RepRow): void {
    this.#reps += csvLine(this.#tables.reps, row);
  }

  async flush(): Promise<void> {
    await this.#files.write('body.csv', this.#body.take());
    await this.#files.write('reps.csv', this.#reps);
    await this.#files.write('events.csv', this.#events);
    this.#reps = '';
    this.#events = '';
  }
}

/** As bytes and not as text: an hour has 24 million cells. */
class BodyLines implements BodyCells {
  readonly #bytes = new CsvBytes();
  #begun = false;

  add(frame: BodyFrame, { bodyRows }: TableSet): void {
    addBodyRow(this, frame, bodyRows);
    this.#bytes.endLine();
    this.#begun = false;
  }

  number(value: number): void {
    this.#separate();
    this.#bytes.number(value);
  }

  word(word: string): void {
    this.#separate();
    this.#bytes.word(word);
  }

  take(): Uint8Array {
    return this.#bytes.take();
  }

  #separate(): void {
    if (this.#begun) this.#bytes.comma();
    this.#begun = true;
  }
}
