import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
  type QuantityGroup,
} from '../../../model/bodyFrame.ts';
import {
  type CustomMeasure,
  customColumn,
  customGroups,
  mixedGroups,
  qualityColumn,
  qualityOver,
} from '../../../model/customMeasures.ts';
import type { Side } from '../../../model/placement.ts';
import { qualityWord } from '../../../model/quality.ts';
import { column, secondsFrom, type TableColumn } from './column.ts';

const SEGMENTS = ['thigh', 'shank'] as const;
const QUATERNION_PARTS = ['qw', 'qx', 'qy', 'qz'] as const;
const QUATERNION_CELLS = SEGMENTS.length * QUATERNION_PARTS.length;

/** The columns of the body table; of each leg its measures, its quality words and its two segments. */
export function bodyColumns(
  sides: readonly Side[],
  custom: readonly CustomMeasure[] = [],
): TableColumn[] {
  return [
    column('time_s', 's', 'instant of the frame, from the start of the recording', 'number'),
    ...sides.flatMap((side) => legColumns(side, custom)),
  ];
}

function legColumns(side: Side, custom: readonly CustomMeasure[]): TableColumn[] {
  const quality = (group: string): string => `${side}_${group}_quality`;
  return [
    ...LEG_MEASURES.map(({ column: name, unit, meaning, group }) =>
      column(`${side}_${name}`, unit, meaning.replace('NaN', 'blank'), 'float', quality(group)),
    ),
    ...custom.map((measure) =>
      column(
        `${side}_${customColumn(measure)}`,
        measure.unit ?? '',
        `custom measure: ${measure.formula}`,
        'float',
        qualityColumn(side, customGroups(measure)),
      ),
    ),
    ...QUANTITY_GROUPS.map((group) =>
      column(
        quality(group),
        '',
        `the worst that is known of the ${group} values; ok if nothing`,
        'text',
      ),
    ),
    ...mixedGroups(custom).map((groups) =>
      column(
        qualityColumn(side, groups),
        '',
        `the worst that is known of the ${groups.join(' and ')} values; ok if nothing`,
        'text',
      ),
    ),
    ...SEGMENTS.flatMap((segment) =>
      QUATERNION_PARTS.map((part) =>
        column(
          `${side}_${segment}_${part}`,
          '',
          `${segment} to ISB world (X forward, Y up, Z right), unit quaternion, scalar first`,
          'float',
        ),
      ),
    ),
  ];
}

/** Takes the cells of a row one after the other, in the order of the columns. */
export interface BodyCells {
  /** NaN is blank. */
  number(value: number): void;
  /** A quality word; empty is blank. */
  word(word: string): void;
}

/** Where and how rows of the body table are made. */
export interface BodyRows {
  /** The legs that frames may have, right first. */
  readonly sides: readonly Side[];
  readonly startedUs: number;
  readonly measures: number;
  readonly mixed: readonly (readonly QuantityGroup[])[];
}

export function bodyRows(
  sides: readonly Side[],
  startedUs: number,
  custom: readonly CustomMeasure[] = [],
): BodyRows {
  return { sides, startedUs, measures: custom.length, mixed: mixedGroups(custom) };
}

/** Gives the cells of a frame. Not as a list: an hour has 24 million of them. */
export function addBodyRow(cells: BodyCells, frame: BodyFrame, rows: BodyRows): void {
  cells.number(secondsFrom(rows.startedUs, frame.timeUs));
  for (const side of rows.sides) {
    const leg = legOf(frame, side);
    if (leg) addLeg(cells, leg, rows);
    else addBlanks(cells, rows);
  }
}

function legOf({ legs }: BodyFrame, side: Side): LegFrame | null {
  for (const leg of legs) if (leg.side === side) return leg;
  return null;
}

function addLeg(cells: BodyCells, leg: LegFrame, rows: BodyRows): void {
  const { measures, quality, thigh, shank } = leg;
  for (const { key } of LEG_MEASURES) cells.number(measures[key]);
  for (let i = 0; i < rows.measures; i++) cells.number(leg.custom[i] ?? Number.NaN);
  for (const group of QUANTITY_GROUPS) cells.word(qualityWord(quality[group]));
  for (const groups of rows.mixed) cells.word(qualityWord(qualityOver(quality, groups)));
  for (const part of thigh) cells.number(part);
  for (const part of shank) cells.number(part);
}

function addBlanks(cells: BodyCells, rows: BodyRows): void {
  for (let i = 0; i < LEG_MEASURES.length + rows.measures; i++) cells.number(Number.NaN);
  for (let i = 0; i < QUANTITY_GROUPS.length + rows.mixed.length; i++) cells.word('');
  for (let i = 0; i < QUATERNION_CELLS; i++) cells.number(Number.NaN);
}
