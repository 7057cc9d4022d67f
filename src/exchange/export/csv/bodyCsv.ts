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
import type { CsvBytes } from './csvBytes.ts';
import { type CsvColumn, column } from './csvColumn.ts';

const SEGMENTS = ['thigh', 'shank'] as const;
const QUATERNION_PARTS = ['qw', 'qx', 'qy', 'qz'] as const;
const CELLS_PER_LEG =
  LEG_MEASURES.length + QUANTITY_GROUPS.length + SEGMENTS.length * QUATERNION_PARTS.length;

/** The columns of body.csv; of each leg its measures, its quality words and its two segments. */
export function bodyColumns(
  sides: readonly Side[],
  custom: readonly CustomMeasure[] = [],
): CsvColumn[] {
  return [
    column('time_s', 's', 'instant of the frame, from the start of the recording'),
    ...sides.flatMap((side) => legColumns(side, custom)),
  ];
}

function legColumns(side: Side, custom: readonly CustomMeasure[]): CsvColumn[] {
  const quality = (group: string): string => `${side}_${group}_quality`;
  return [
    ...LEG_MEASURES.map(({ column: name, unit, meaning, group }) =>
      column(`${side}_${name}`, unit, meaning.replace('NaN', 'blank'), quality(group)),
    ),
    ...custom.map((measure) =>
      column(
        `${side}_${customColumn(measure)}`,
        measure.unit ?? '',
        `custom measure: ${measure.formula}`,
        qualityColumn(side, customGroups(measure)),
      ),
    ),
    ...QUANTITY_GROUPS.map((group) =>
      column(quality(group), '', `the worst that is known of the ${group} values; ok if nothing`),
    ),
    ...mixedGroups(custom).map((groups) =>
      column(
        qualityColumn(side, groups),
        '',
        `the worst that is known of the ${groups.join(' and ')} values; ok if nothing`,
      ),
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

/** What custom measures add to the cells of a leg. */
export interface CustomCells {
  readonly cells: number;
  readonly measures: number;
  readonly mixed: readonly (readonly QuantityGroup[])[];
}

export function customCells(custom: readonly CustomMeasure[]): CustomCells {
  const mixed = mixedGroups(custom);
  return { cells: custom.length + mixed.length, measures: custom.length, mixed };
}

const NO_CUSTOM_CELLS = customCells([]);

/** Adds the line of a frame. As bytes and not as text: an hour has 24 million cells. */
export function addBodyLine(
  lines: CsvBytes,
  frame: BodyFrame,
  sides: readonly Side[],
  startedUs: number,
  custom: CustomCells = NO_CUSTOM_CELLS,
): void {
  lines.number((frame.timeUs - startedUs) / 1e6);
  for (const side of sides) {
    const leg = legOf(frame, side);
    if (leg) addLeg(lines, leg, custom);
    else for (let i = 0; i < CELLS_PER_LEG + custom.cells; i++) lines.comma();
  }
  lines.endLine();
}

function legOf({ legs }: BodyFrame, side: Side): LegFrame | null {
  for (const leg of legs) if (leg.side === side) return leg;
  return null;
}

function addLeg(lines: CsvBytes, leg: LegFrame, custom: CustomCells): void {
  const { measures, quality, thigh, shank } = leg;
  for (const { key } of LEG_MEASURES) addNumber(lines, measures[key]);
  for (let i = 0; i < custom.measures; i++) addNumber(lines, leg.custom[i] ?? Number.NaN);
  for (const group of QUANTITY_GROUPS) {
    lines.comma();
    lines.word(qualityWord(quality[group]));
  }
  for (const groups of custom.mixed) {
    lines.comma();
    lines.word(qualityWord(qualityOver(quality, groups)));
  }
  for (const part of thigh) addNumber(lines, part);
  for (const part of shank) addNumber(lines, part);
}

function addNumber(lines: CsvBytes, value: number): void {
  lines.comma();
  lines.number(value);
}
