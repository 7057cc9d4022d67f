/**
 * A reader of OpenSim's text files, written from what is published of their layout alone:
 * `key=value` lines up to `endheader`, then a line of labels, then rows between tabs.
 */
export interface OpenSimFile {
  /** The lines before `endheader` that are no `key=value`. */
  readonly titles: readonly string[];
  readonly header: ReadonlyMap<string, string>;
  readonly labels: readonly string[];
  readonly timeS: readonly number[];
  /** Elements of each cell: four in a file of quaternions, else one. */
  readonly rows: readonly (readonly (readonly number[])[])[];
}

/** @throws where a reader of OpenSim would refuse the file */
export function readOpenSim(text: string): OpenSimFile {
  if (!text.endsWith('\n')) throw new Error('the last row has no end');
  const lines = text.slice(0, -1).split('\n');
  const end = lines.indexOf('endheader');
  if (end === -1) throw new Error('no endheader');
  const head = lines.slice(0, end);
  const header = new Map(
    head.filter((line) => line.includes('=')).map((line) => split(line, line.indexOf('='))),
  );
  const titles = head.filter((line) => !line.includes('=') && line !== '');
  const [time, ...labels] = lines[end + 1].split('\t');
  if (time !== 'time') throw new Error(`the first label is ${time}, not time`);
  const elements = header.get('DataType') === 'Quaternion' ? 4 : 1;
  const rows = lines.slice(end + 2).map((line, i) => {
    const cells = line.split('\t').map((cell) => cell.split(',').map(number));
    if (cells.length !== labels.length + 1) throw new Error(`row ${i} has ${cells.length} cells`);
    if (cells[0].length !== 1) throw new Error(`row ${i} has no time`);
    for (const cell of cells.slice(1)) {
      if (cell.length !== elements) throw new Error(`row ${i} has ${cell.length} elements`);
    }
    return cells;
  });
  const timeS = rows.map(([[t]]) => t);
  if (timeS.some((t, i) => i > 0 && t <= timeS[i - 1])) throw new Error('times do not rise');
  if (header.has('nRows') && Number(header.get('nRows')) !== rows.length) throw new Error('nRows');
  if (header.has('nColumns') && Number(header.get('nColumns')) !== labels.length + 1) {
    throw new Error('nColumns');
  }
  return { titles, header, labels, timeS, rows: rows.map(([, ...cells]) => cells) };
}

function split(line: string, at: number): [string, string] {
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function number(text: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new Error(`${text} is not a number`);
  return Number(text);
}
