import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
} from '../../../model/bodyFrame.ts';
import type { Side } from '../../../model/placement.ts';
import { qualityWord } from '../../../model/quality.ts';
import type { CsvBytes } from './csvBytes.ts';
import { type CsvColumn, column } from './csvColumn.ts';

const SEGMENTS = ['thigh', 'shank'] as const;
const QUATERNION_PARTS = ['qw', 'qx', 'qy', 'qz'] as const;
const CELLS_PER_LEG =
  LEG_MEASURES.length + QUANTITY_GROUPS.length + SEGMENTS.length * QUATERNION_PARTS.length;

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

/** Adds the line of a frame. As bytes and not as text: an hour has 24 million cells. */
export function addBodyLine(
  lines: CsvBytes,
  frame: BodyFrame,
  sides: readonly Side[],
  startedUs: number,
): void {
  lines.number((frame.timeUs - startedUs) / 1e6);
  for (const side of sides) {
    const leg = legOf(frame, side);
    if (leg) addLeg(lines, leg);
    else for (let i = 0; i < CELLS_PER_LEG; i++) lines.comma();
  }
  lines.endLine();
}

function legOf({ legs }: BodyFrame, side: Side): LegFrame | null {
  for (const leg of legs) if (leg.side === side) return leg;
  return null;
}

function addLeg(lines: CsvBytes, { measures, quality, thigh, shank }: LegFrame): void {
  for (const { key } of LEG_MEASURES) addNumber(lines, measures[key]);
  for (const group of QUANTITY_GROUPS) {
    lines.comma();
    lines.word(qualityWord(quality[group]));
  }
  for (const part of thigh) addNumber(lines, part);
  for (const part of shank) addNumber(lines, part);
}

function addNumber(lines: CsvBytes, value: number): void {
  lines.comma();
  lines.number(value);
}
