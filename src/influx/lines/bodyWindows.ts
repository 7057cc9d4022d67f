import { z } from 'zod';
import type { BodyFrame } from '../../model/bodyFrame.ts';
import { SIDES, type Side } from '../../model/placement.ts';
import type { BODY } from '../schema/bodyMeasurement.ts';
import type { LegColumns } from './legColumns.ts';
import { LegWindow, legWindowState } from './legWindow.ts';
import type { SeriesWriter } from './seriesWriter.ts';

/** The window that is open: its number since the Unix epoch, and the legs seen in it. */
export const windowState = z.object({
  number: z.int(),
  right: legWindowState.exactOptional(),
  left: legWindowState.exactOptional(),
});

type WindowState = z.infer<typeof windowState>;

/**
 * Measurement `body` at a lower rate: one line per leg and window, at the middle of the window.
 * Windows lie on the Unix epoch, so that those of two recordings have the same borders.
 */
export class BodyWindows {
  readonly #writer: SeriesWriter<typeof BODY>;
  readonly #columns: LegColumns;
  readonly #periodUs: number;
  #number: number | null;
  readonly #legs = new Map<Side, LegWindow>();

  constructor(
    writer: SeriesWriter<typeof BODY>,
    columns: LegColumns,
    rateHz: number,
    state: WindowState | null,
  ) {
    this.#writer = writer;
    this.#columns = columns;
    this.#periodUs = 1e6 / rateHz;
    this.#number = state?.number ?? null;
    for (const side of SIDES) {
      const leg = state?.[side];
      if (leg) this.#legs.set(side, new LegWindow(columns, leg));
    }
  }

  /** null while no window is open. */
  get state(): WindowState | null {
    if (this.#number === null) return null;
    const legs = [...this.#legs].map(([side, leg]) => [side, leg.state]);
    return { number: this.#number, ...Object.fromEntries(legs) };
  }

  /** Lines of the window that this frame ends, if it ends one. */
  lines(frame: BodyFrame): string[] {
    const number = Math.floor(frame.timeUs / this.#periodUs);
    const ended = number === this.#number ? [] : this.end();
    this.#number = number;
    for (const leg of frame.legs) {
      const window = this.#legs.get(leg.side) ?? new LegWindow(this.#columns, null);
      this.#legs.set(leg.side, window);
      window.add(frame, leg);
    }
    return ended;
  }

  /** Lines of the window that is open. */
  end(): string[] {
    if (this.#number === null) return [];
    const middleUs = Math.round((this.#number + 0.5) * this.#periodUs);
    const lines = SIDES.flatMap((side) => {
      const leg = this.#legs.get(side);
      if (!leg) return [];
      const { head, instants } = this.#writer.series({ side });
      return [`${head}${leg.fields} ${instants.nextNs(middleUs)}`];
    });
    this.#legs.clear();
    this.#number = null;
    return lines;
  }
}
