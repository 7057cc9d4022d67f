import {
  type BodyFrame,
  LEG_MEASURES,
  type LegFrame,
  QUANTITY_GROUPS,
} from '../model/bodyFrame.ts';
import { type FieldValue, lineOf, presentLines, seriesOf } from './lineProtocol.ts';
import type { SeriesTags } from './seriesTags.ts';

/**
 * Measurement `body`: one line per leg, tag `side`. A measure that cannot be stated is absent.
 * The segments' quaternions stay in the recording: they are for drawing, not for a database.
 */
export function bodyLines(frame: BodyFrame, tags: SeriesTags): string[] {
  return presentLines(
    frame.legs.map((leg) =>
      lineOf(seriesOf('body', { ...tags, side: leg.side }), legFields(frame, leg), frame.timeUs),
    ),
  );
}

function legFields(frame: BodyFrame, leg: LegFrame): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const { key, column } of LEG_MEASURES) fields[column] = leg.measures[key];
  for (const group of QUANTITY_GROUPS) fields[`${group}_quality`] = BigInt(leg.quality[group]);
  fields.latency_us = BigInt(frame.arrivalUs - frame.timeUs);
  return fields;
}
