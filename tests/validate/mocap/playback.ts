/** Time in which the movement comes to rest or begins, s. */
const RAMP_S = 0.3;

/**
 * Which row of a short recording is shown at which time: the standing row held, then from there to
 * the end, back to the start, and so on until the time is over. The pace changes smoothly, so that
 * every pose, rate and acceleration between is one a body could have had.
 */
export class Playback {
  readonly durationS: number;
  readonly standingRow: number;
  readonly standingS: number;
  readonly #rateHz: number;
  readonly #strokes: readonly Stroke[];

  /** @param rows number of rows of the recording, at `rateHz` */
  constructor(
    rows: number,
    rateHz: number,
    standingRow: number,
    standingS: number,
    durationS: number,
  ) {
    this.durationS = durationS;
    this.standingRow = standingRow;
    this.standingS = standingS;
    this.#rateHz = rateHz;
    this.#strokes = strokesOf(rows, rateHz, standingRow, standingS, durationS);
  }

  /** Fractional row at `timeS` from the start of the standing. */
  rowAt(timeS: number): number {
    let row = this.standingRow;
    for (const stroke of this.#strokes) {
      if (timeS < stroke.startS) break;
      const played = distanceS(Math.min(timeS - stroke.startS, stroke.lastsS), stroke.lastsS);
      row = stroke.fromRow + stroke.direction * played * this.#rateHz;
    }
    return row;
  }
}

/** One way through the recording, in one direction. */
interface Stroke {
  readonly startS: number;
  readonly lastsS: number;
  readonly fromRow: number;
  readonly direction: 1 | -1;
}

function strokesOf(
  rows: number,
  rateHz: number,
  standingRow: number,
  standingS: number,
  durationS: number,
): Stroke[] {
  const strokes: Stroke[] = [];
  let startS = standingS;
  let fromRow = standingRow;
  // Towards the farther end first: a stroke must have room for its two ramps.
  let direction: 1 | -1 = standingRow < rows / 2 ? 1 : -1;
  while (startS < durationS) {
    const toRow = direction === 1 ? rows - 1 : 0;
    const lastsS = Math.abs(toRow - fromRow) / rateHz + RAMP_S;
    strokes.push({ startS, lastsS, fromRow, direction });
    startS += lastsS;
    fromRow = toRow;
    direction = direction === 1 ? -1 : 1;
  }
  return strokes;
}

/** Seconds of the recording passed `elapsedS` after a stroke of `lastsS` began. */
function distanceS(elapsedS: number, lastsS: number): number {
  const before = ramp(Math.min(elapsedS, RAMP_S) / RAMP_S) * RAMP_S;
  const after = ramp(Math.min(lastsS - elapsedS, RAMP_S) / RAMP_S) * RAMP_S;
  const full = Math.min(Math.max(elapsedS - RAMP_S, 0), lastsS - 2 * RAMP_S);
  return elapsedS <= lastsS - RAMP_S ? before + full : before + full + RAMP_S / 2 - after;
}

/** Integral of a smooth step from 0 to 1: half of it passes in a ramp. */
function ramp(u: number): number {
  return u ** 3 - u ** 4 / 2;
}
