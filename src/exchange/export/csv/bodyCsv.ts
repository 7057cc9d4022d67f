import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
} from '../../../model/bodyFrame.ts';
import type { Side } from '../../../model/placement.ts';
import { qualityWord } from '../../../model/quality.ts';
import { csvNumber, csvSeconds } from './csvCell.ts';
import { type CsvColumn, column } from './csvColumn.ts';

const SEGMENTS = ['thigh', 'shank'] as const;
const QUATERNION_PARTS = ['qw', 'qx', 'qy', 'qz'] as const;
const CELLS_PER_LEG =
  LEG_MEASURES.length + QUANTITY_GROUPS.length + SEGMENTS.length * QUATERNION_PARTS.length;
const BLANK_LEG = ','.repeat(CELLS_PER_LEG);

/** The columns of body.csv; of each leg its measures, its quality words and its two segments. */
export function bodyColumns(sides: readonly Side[]): CsvColumn[] {
  return [
    column('time_s', 's', 'instant of the frame, from the start of the recording'),
    ...sides.flatMap(legColumns),
  ];
}

function legColumns(side: Side): CsvColumn[] {
  const quality = (group: string): string => `${side}_${group}_quality`;
  return [
    ...LEG_MEASURES.map(({ column: name, unit, meaning, group }) =>
      column(`${side}_${name}`, unit, meaning.replace('NaN', 'blank'), quality(group)),
    ),
    ...QUANTITY_GROUPS.map((group) =>
      column(quality(group), '', `the worst that is known of the ${group} values; ok if nothing`),
    ),
    ...SEGMENTS.flatMap((segment) =>
      QUATERNION_PARTS.map((part) =>
        column(
          `${side}_${segment}_${part}`,
          '',
          `${segment} to ISB world (X forward, Y up, Z right), unit quaternion, scalar first`,
        ),
      ),
    ),
  ];
}

/** One line of body.csv. Concatenated and not collected: an hour has 24 million cells. */
export function bodyLine(frame: BodyFrame, sides: readonly Side[], startedUs: number): string {
  let line = csvSeconds(frame.timeUs, startedUs);
  for (const side of sides) {
    const leg = legOf(frame, side);
    line += leg ? legCells(leg) : BLANK_LEG;
  }
  return `${line}\n`;
}

function legOf({ legs }: BodyFrame, side: Side): LegFrame | null {
  for (const leg of legs) if (leg.side === side) return leg;
  return null;
}

function legCells({ measures, quality, thigh, shank }: LegFrame): string {
  let cells = '';
  for (const { key } of LEG_MEASURES) cells += `,${csvNumber(measures[key])}`;
  for (const group of QUANTITY_GROUPS) cells += `,${qualityWord(quality[group])}`;
  for (const part of thigh) cells += `,${csvNumber(part)}`;
  for (const part of shank) cells += `,${csvNumber(part)}`;
  return cells;
}
