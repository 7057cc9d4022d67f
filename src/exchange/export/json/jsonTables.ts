import type { BodyFrame } from '../../../model/bodyFrame.ts';
import { csvNumber } from '../csv/csvCell.ts';
import type { NewFiles } from '../newFiles.ts';
import { addBodyRow, type BodyCells } from '../tables/bodyTable.ts';
import type { CellKind, CellValue, TableColumn, TableField } from '../tables/column.ts';
import type { EventRow } from '../tables/eventTable.ts';
import type { TableSink } from '../tables/recordingTables.ts';
import type { RepRow } from '../tables/repTable.ts';
import type { TableSet } from '../tables/tableSet.ts';

export const JSON_FILES = ['session.json', 'body.jsonl', 'reps.jsonl', 'events.jsonl'] as const;

/** Turns the rows of a recording into lines of JSON, one object each; a blank is null. */
export class JsonTables implements TableSink, BodyCells {
  readonly #files: NewFiles<(typeof JSON_FILES)[number]>;
  readonly #tables: TableSet;
  /** `{"time_s":`, `,"right_knee_flexion_deg":` and so on: what stands before each value. */
  readonly #keys: readonly string[];
  #cell = 0;
  #body: string[] = [];
  #reps = '';
  #events = '';

  constructor(files: NewFiles<(typeof JSON_FILES)[number]>, tables: TableSet) {
    this.#files = files;
    this.#tables = tables;
    this.#keys = tables.body.map(({ name }, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  }

  async begin(): Promise<void> {
    const { session, body, reps, events } = this.#tables;
    const columns = { body, reps, events };
    const text = JSON.stringify({ session, columns: mapped(columns) }, null, 2);
    await this.#files.write('session.json', `${text}\n`);
  }

  frame(frame: BodyFrame): void {
    this.#cell = 0;
    addBodyRow(this, frame, this.#tables.bodyRows);
    this.#body.push('}\n');
  }

  number(value: number): void {
    this.#body.push(this.#keys[this.#cell++], jsonNumber(value));
  }

  word(word: string): void {
    this.#body.push(this.#keys[this.#cell++], word === '' ? 'null' : JSON.stringify(word));
  }

  event(row: EventRow): void {
    this.#events += jsonLine(this.#tables.events, row);
  }

  rep(row: RepRow): void {
    this.#reps += jsonLine(this.#tables.reps, row);
  }

  async flush(): Promise<void> {
    await this.#files.write('body.jsonl', this.#body.join(''));
    await this.#files.write('reps.jsonl', this.#reps);
    await this.#files.write('events.jsonl', this.#events);
    this.#body = [];
    this.#reps = '';
    this.#events = '';
  }
}

function jsonLine<Row>(fields: readonly TableField<Row>[], row: Row): string {
  const cells = fields.map(
    ({ name, kind, value }) => `${JSON.stringify(name)}:${jsonValue(kind, value(row))}`,
  );
  return `{${cells.join()}}\n`;
}

function jsonValue(kind: CellKind, value: CellValue): string {
  if (value === null || value === '') return 'null';
  if (typeof value === 'number') return jsonNumber(value);
  return kind === 'json' ? String(value) : JSON.stringify(value);
}

/** To a millionth of the unit, as the CSV files have it. */
function jsonNumber(value: number): string {
  return csvNumber(value) || 'null';
}

function mapped(tables: Readonly<Record<string, readonly TableColumn[]>>): object {
  return Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => [
      table,
      columns.map(({ name, unit, quality, meaning }) => ({ name, unit, quality, meaning })),
    ]),
  );
}
