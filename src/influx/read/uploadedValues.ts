import { SIDES } from '../../model/placement.ts';
import { inUnit, type TrendMetric } from '../../trend/metrics.ts';
import type { TrendValue } from '../../trend/trendRecording.ts';
import { quotedName, quotedText } from '../query/quoted.ts';
import type { CellType, RowOf } from './cells.ts';
import type { InfluxReader } from './influxReader.ts';
import { rowsOf } from './rows.ts';
import { type TrendColumn, trendColumn } from './trendColumns.ts';

const COMMON = { time: 'timeNs', hub: 'text', session: 'text', side: 'text' } as const;

const TYPES = {
  rep: { ...COMMON, counted: 'boolean', judged: 'boolean', confidence: 'float' },
  hold: { ...COMMON, kind: 'text', quality: 'text' },
  stride: { ...COMMON, quality: 'text' },
  landing: { ...COMMON, counted: 'boolean' },
} as const satisfies Record<TrendColumn['measurement'], Readonly<Record<string, CellType>>>;

type Row = Partial<RowOf<(typeof TYPES)['rep'] & (typeof TYPES)['hold']>>;

/** A session as one hub uploaded it: two hubs may have named two sessions alike. */
export function uploadKey(hub: string | null | undefined, session: string): string {
  return JSON.stringify([hub ?? '', session]);
}

/** By `uploadKey`, what its movements had of a metric; those whose data were not `ok` have nothing. */
export async function uploadedValues(
  reader: InfluxReader,
  subject: string,
  metric: TrendMetric,
): Promise<ReadonlyMap<string, readonly TrendValue[]>> {
  const { measurement, column } = trendColumn(metric.figure);
  const types: Readonly<Record<string, CellType>> = { ...TYPES[measurement], [column]: 'float' };
  const names = Object.keys(types).filter((name) => name !== 'time');
  const query = `SELECT ${names.map(quotedName).join(', ')} FROM ${quotedName(measurement)} WHERE "subject" = ${quotedText(subject)}`;
  const bySession = new Map<string, TrendValue[]>();
  for await (const row of rowsOf(reader, query, types)) {
    const { time, hub, session, side: named } = row as Row;
    const value = row[column];
    const side = SIDES.find((each) => each === named);
    if (typeof value !== 'number' || !session || side === undefined || time === undefined) continue;
    if (!counts(metric, row as Row)) continue;
    const key = uploadKey(hub, session);
    const values = bySession.get(key) ?? [];
    bySession.set(key, values);
    values.push({ side, timeUs: Number(time / 1000n), value: inUnit(metric, value) });
  }
  return bySession;
}

function counts({ figure }: TrendMetric, row: Row): boolean {
  switch (figure.of) {
    case 'quantity':
    case 'rep':
    case 'repLeg':
      // An earlier version measured less of reps and told no confidence.
      return row.counted === true && row.judged !== false && row.confidence != null;
    case 'hold':
      return row.quality === 'ok' && figure.kinds.some((kind) => kind === row.kind);
    case 'stride':
      return row.quality === 'ok';
    case 'landing':
    case 'landingValgus':
      return row.counted === true;
  }
}
