const AXES = ['ax', 'ay', 'az', 'gx', 'gy', 'gz'];

export interface SampleTable {
  readonly sensors?: readonly string[];
  readonly rows?: number;
  readonly rateHz?: number;
  /** Digits of `t` behind the point. */
  readonly digits?: number;
  readonly startS?: number;
}

/** The value that `sampleRows` writes for column `column` (0 = first behind `t`) of row `row`. */
export function sampleValue(row: number, column: number): number {
  return Number((9.81 * Math.sin(0.37 * row + column)).toFixed(4));
}

/** Header and rows of a table that is right in everything. */
export function sampleRows(table: SampleTable = {}): string[] {
  const { sensors = ['left_thigh'], rows = 120, rateHz = 100, digits = 4, startS = 0 } = table;
  const names = sensors.flatMap((sensor) =>
    AXES.map((axis) => (sensor === '' ? axis : `${sensor}_${axis}`)),
  );
  const lines = [['t', ...names].join(',')];
  for (let row = 0; row < rows; row++) {
    const values = names.map((_, column) => sampleValue(row, column).toFixed(4));
    lines.push([(startS + row / rateHz).toFixed(digits), ...values].join(','));
  }
  return lines;
}

export function sampleCsv(table: SampleTable = {}): string {
  return `${sampleRows(table).join('\n')}\n`;
}

/** The sample table with something done to its lines; index 0 is the header, i is line i + 1. */
export function withLines(change: (lines: string[]) => string[], table: SampleTable = {}): string {
  return `${change(sampleRows(table)).join('\n')}\n`;
}

/** The sample table with one cell replaced; `line` counts from 1, `cell` from 0. */
export function withCell(line: number, cell: number, text: string): string {
  return withLines((lines) => {
    const cells = lines[line - 1].split(',');
    cells[cell] = text;
    return lines.with(line - 1, cells.join(','));
  });
}
