import type { SessionMetadata } from '../../../model/session.ts';
import { headlineOf, thresholdsOf } from '../../../movement/thresholds.ts';
import type { Recording } from '../../../recording/reader.ts';
import { type BodyRows, bodyColumns, bodyRows } from './bodyTable.ts';
import type { TableColumn, TableField } from './column.ts';
import { EVENT_FIELDS, type EventRow } from './eventTable.ts';
import { sidesIn } from './recordingTables.ts';
import { type RepRow, repFields } from './repTable.ts';

/** The columns of one recording, which every format shares. */
export interface TableSet {
  readonly session: SessionMetadata;
  readonly body: readonly TableColumn[];
  readonly bodyRows: BodyRows;
  readonly reps: readonly TableField<RepRow>[];
  readonly events: readonly TableField<EventRow>[];
}

/** @throws the reason of `signal` */
export async function tableSetOf(recording: Recording, signal?: AbortSignal): Promise<TableSet> {
  const { metadata } = recording;
  const { settings, startedUs } = metadata;
  const sides = await sidesIn(recording, signal);
  return {
    session: metadata,
    body: bodyColumns(sides, settings.customMeasures),
    bodyRows: bodyRows(sides, startedUs, settings.customMeasures),
    reps: repFields(headlineOf(settings.task, thresholdsOf(settings))),
    events: EVENT_FIELDS,
  };
}
