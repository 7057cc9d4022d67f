import type { Placement } from '../../model/placement.ts';
import { type SensorDescription, sensorId } from '../../model/sensor.ts';
import { encodeImportedPacket } from '../../protocols/index.ts';
import type { RecordingWriter } from '../../recording/writer.ts';
import { MissingSamples } from '../../signal/missingSamples.ts';
import type { CsvRows } from './csv/rowBatch.ts';

/** Longer packets would pass for a silent sensor, s. */
const PACKET_S = 0.05;

export interface ImportOptions {
  /** Where each sensor of the rows was worn, in their order. */
  readonly placements: readonly Placement[];
  readonly rateHz: number;
  /** Hub time of t = 0, integer µs. */
  readonly zeroUs: number;
  /** Where the sensors came from, for people: the name of a file. */
  readonly source: string;
  /** Which sensors have a magnetic field in µT, in their order; none where absent. */
  readonly inMicrotesla?: readonly boolean[];
}

export interface ImportReport {
  readonly rows: number;
  readonly firstS: number;
  readonly lastS: number;
  /** Steps with rows missing in them. */
  readonly gaps: number;
  readonly longestGapS: number;
  /** t of the last row before the longest gap. */
  readonly longestGapAtS: number;
}

/**
 * Writes rows of a file as the packets of sensors that share the hub's clock: what the pipeline
 * reads of a recording whose sensors were never here.
 */
export async function importRows(
  batches: AsyncIterable<CsvRows>,
  writer: RecordingWriter,
  options: ImportOptions,
): Promise<ImportReport> {
  const packets = new RowPackets(writer, options);
  for await (const rows of batches) {
    packets.add(rows);
    await writer.settled();
  }
  return packets.report;
}

class RowPackets {
  readonly #writer: RecordingWriter;
  readonly #options: ImportOptions;
  readonly #sensors: readonly SensorDescription[];
  readonly #longest: number;
  readonly #missing: MissingSamples;
  #index = 0;
  #report: ImportReport | null = null;

  constructor(writer: RecordingWriter, options: ImportOptions) {
    this.#writer = writer;
    this.#options = options;
    this.#longest = Math.max(1, Math.floor(PACKET_S * options.rateHz));
    this.#missing = new MissingSamples(1 / options.rateHz);
    this.#sensors = options.placements.map((placement, i) => describe(placement, options, i));
  }

  get report(): ImportReport {
    return this.#report ?? emptyReport(0);
  }

  add(rows: CsvRows): void {
    if (this.#report === null) this.#begin(rows.timeS[0]);
    const missing = rows.timeS.map((timeS) => this.#missing.before(timeS));
    for (let from = 0; from < rows.count; ) {
      const to = this.#endOfPacket(missing, from);
      this.#enter(rows.timeS[from], missing[from]);
      this.#write(rows, from, to);
      this.#index += to - from;
      this.#report = {
        ...this.report,
        rows: this.report.rows + to - from,
        lastS: rows.timeS[to - 1],
      };
      from = to;
    }
  }

  #begin(firstS: number): void {
    const timeUs = this.#timeUs(firstS);
    this.#report = emptyReport(firstS);
    for (const [i, sensor] of this.#sensors.entries()) {
      const placement = this.#options.placements[i];
      this.#writer.writeInput({ type: 'sensorLinked', timeUs, sensor });
      this.#writer.writeInput({ type: 'placed', timeUs, sensorId: sensor.id, placement });
    }
  }

  /** Counts the rows that are missing before this one. */
  #enter(timeS: number, missing: number): void {
    if (missing === 0) return;
    const { lastS, gaps, longestGapS } = this.report;
    const gapS = timeS - lastS;
    this.#index += missing;
    this.#report = {
      ...this.report,
      gaps: gaps + 1,
      ...(gapS > longestGapS && { longestGapS: gapS, longestGapAtS: lastS }),
    };
  }

  #endOfPacket(missing: Float64Array, from: number): number {
    let to = from + 1;
    while (to < missing.length && to - from < this.#longest && missing[to] === 0) to++;
    return to;
  }

  #write(rows: CsvRows, from: number, to: number): void {
    const timeUs = Float64Array.from(rows.timeS.subarray(from, to), (t) => this.#timeUs(t));
    const arrivalUs = timeUs[timeUs.length - 1];
    const vectors = (values: Float64Array): Float64Array => values.subarray(3 * from, 3 * to);
    for (const [i, { id }] of this.#sensors.entries()) {
      const { acceleration, angularRate, magneticField } = rows.sensors[i];
      const bytes = encodeImportedPacket({
        firstIndex: this.#index,
        count: to - from,
        timeUs,
        acceleration: vectors(acceleration),
        angularRate: vectors(angularRate),
        ...(magneticField && { magneticField: vectors(magneticField) }),
      });
      this.#writer.writeInput({ type: 'packet', packet: { sensorId: id, arrivalUs, bytes } });
    }
  }

  #timeUs(timeS: number): number {
    return this.#options.zeroUs + Math.round(timeS * 1e6);
  }
}

function describe(
  placement: Placement,
  { rateHz, source, inMicrotesla }: ImportOptions,
  index: number,
): SensorDescription {
  return {
    id: sensorId(placement),
    driver: 'imported',
    name: `${placement} of ${source}`,
    firmware: '',
    rateHz,
    accelerationScaleMps2: 1,
    angularRateScaleRadps: 1,
    ...(inMicrotesla?.[index] && { magneticScaleUt: 1 }),
  };
}

function emptyReport(firstS: number): ImportReport {
  return { rows: 0, firstS, lastS: firstS, gaps: 0, longestGapS: 0, longestGapAtS: 0 };
}
