import type { BodyFrame } from '../../../model/bodyFrame.ts';
import { addBodyRow, type BodyCells } from '../tables/bodyTable.ts';
import { secondsFrom } from '../tables/column.ts';
import type { TableSet } from '../tables/tableSet.ts';
import { bodyChannel, type Channel, QUALITY_LEVELS } from './channel.ts';
import type { MotionFile } from './motionFile.ts';
import { tsvNumber } from './tsv.ts';

const LEVEL_OF = new Map<string, string>(QUALITY_LEVELS.map((word, i) => [word, String(i)]));

/** Channels of the body table. */
export function bodyChannels({ body }: TableSet): Channel[] {
  return body.map(bodyChannel);
}

/** The frames as a tracking system of their own: they have one clock, the sensors have others. */
export class BodySystem implements BodyCells {
  readonly file: MotionFile;
  readonly #tables: TableSet;
  #cells: string[] = [];

  constructor(file: MotionFile, tables: TableSet) {
    this.file = file;
    this.#tables = tables;
  }

  frame(frame: BodyFrame): void {
    this.#cells = [];
    addBodyRow(this, frame, this.#tables.bodyRows);
    this.file.add(secondsFrom(this.#tables.session.startedUs, frame.timeUs), this.#cells);
  }

  number(value: number): void {
    this.#cells.push(tsvNumber(value));
  }

  word(word: string): void {
    this.#cells.push(LEVEL_OF.get(word) ?? 'n/a');
  }
}
