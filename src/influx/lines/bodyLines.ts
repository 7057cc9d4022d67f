import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
} from '../../model/bodyFrame.ts';
import { type CustomMeasure, customColumn } from '../../model/customMeasures.ts';
import { type FieldValue, lineOf, presentLines, seriesOf } from './lineProtocol.ts';
import type { SeriesTags } from './seriesTags.ts';

/**
 * Measurement `body`: one line per leg, tag `side`. A measure that cannot be stated is absent.
 * The segments' quaternions stay in the recording: they are for drawing, not for a database.
 * @param custom the custom measures of the recording
 */
export function bodyLines(
  frame: BodyFrame,
  tags: SeriesTags,
  custom: readonly CustomMeasure[] = [],
): string[] {
  return presentLines(
    frame.legs.map((leg) =>
      lineOf(
        seriesOf('body', { ...tags, side: leg.side }),
        legFields(frame, leg, custom),
        frame.timeUs,
      ),
    ),
  );
}

function legFields(
  frame: BodyFrame,
  leg: LegFrame,
  custom: readonly CustomMeasure[],
): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const { key, column } of LEG_MEASURES) fields[column] = leg.measures[key];
  for (let i = 0; i < custom.length; i++) {
    fields[customColumn(custom[i])] = leg.custom[i] ?? Number.NaN;
  }
  for (const group of QUANTITY_GROUPS) fields[`${group}_quality`] = BigInt(leg.quality[group]);
  fields.latency_us = BigInt(frame.arrivalUs - frame.timeUs);
  return fields;
}
