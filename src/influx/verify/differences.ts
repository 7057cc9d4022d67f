import type { Content, FieldContent } from './content.ts';

/** What of one field is not in the database as it is in the recording. */
export interface Difference {
  readonly measurement: string;
  /** `side=right, subject=P-7F3K`; empty where a measurement has one series. */
  readonly series: string;
  readonly field: string;
  readonly what: 'count' | 'sum' | 'least' | 'largest';
  /** Of the recording. */
  readonly wanted: string;
  readonly found: string;
}

/**
 * In the order of the recording; what only the database has comes last.
 * @param most what it may hold: lines that were sent and not acknowledged are stored or not
 */
export function differencesOf(wanted: Content, found: Content, most = wanted): Difference[] {
  const differences: Difference[] = [];
  for (const [measurement, all] of united(wanted, found)) {
    for (const [series, fields] of all) {
      for (const field of fields) {
        const [a, b, c] = [wanted, found, most].map((each) =>
          each.get(measurement)?.get(series)?.get(field),
        );
        const difference = differenceOf(a, b, c);
        if (difference !== null) differences.push({ measurement, series, field, ...difference });
      }
    }
  }
  return differences;
}

function united(...contents: readonly Content[]): Map<string, Map<string, Set<string>>> {
  const names = new Map<string, Map<string, Set<string>>>();
  for (const content of contents) {
    for (const [measurement, all] of content) {
      const series = names.get(measurement) ?? new Map<string, Set<string>>();
      names.set(measurement, series);
      for (const [name, fields] of all) {
        series.set(name, new Set([...(series.get(name) ?? []), ...fields.keys()]));
      }
    }
  }
  return names;
}

/** The first that differs says enough: where the count does, the others do as a rule. */
function differenceOf(
  wanted: FieldContent | undefined,
  found: FieldContent | undefined,
  most: FieldContent | undefined,
): Pick<Difference, 'what' | 'wanted' | 'found'> | null {
  const [least, count, largest] = [wanted, found, most].map((each) => each?.count ?? 0);
  if (count < least || count > largest) return told('count', least, count);
  if (count !== least) return null;
  if (wanted === undefined || found === undefined) return null;
  // A server tells a sum as a number of 64-bit floats here: equal ones are rounded alike.
  if (wanted.sum !== null && Number(wanted.sum) !== Number(found.sum)) {
    return told('sum', wanted.sum, found.sum);
  }
  if (wanted.least !== found.least && wanted.least !== null) {
    return told('least', wanted.least, found.least);
  }
  if (wanted.largest !== found.largest && wanted.largest !== null) {
    return told('largest', wanted.largest, found.largest);
  }
  return null;
}

function told(what: Difference['what'], wanted: unknown, found: unknown) {
  return { what, wanted: String(wanted), found: String(found ?? 'none') };
}
