import type { Trial } from '../../../../src/model/trial.ts';
import type { Snapshot } from '../../../../src/stream/messages.ts';
import { KEPT_RESULTS } from '../../../../src/stream/snapshotKeeper.ts';
import type { MovementKind } from './movementKind.ts';

/** A result of any kind, as far as a trial asks. */
interface Begun {
  readonly startUs: number;
  readonly counted: boolean;
}

export interface TrialWork {
  readonly counted: number;
  readonly uncounted: number;
  /** True where earlier ones of the trial are not known here any more. */
  readonly isPart: boolean;
  /** When the newest began, hub time; null where there is none. */
  readonly newestUs: number | null;
}

/** What began in the trial, as the hub has it. */
export function workIn(
  snapshot: Pick<Snapshot, MovementKind>,
  { startUs, endUs }: Trial,
  kind: MovementKind,
): TrialWork {
  const known = begunOf(snapshot, kind);
  const within = known.filter(
    (each) => startUs <= each.startUs && each.startUs < (endUs ?? Number.POSITIVE_INFINITY),
  );
  const counted = within.filter((each) => each.counted).length;
  return {
    counted,
    uncounted: within.length - counted,
    // A snapshot holds the newest of what is not reps.
    isPart:
      kind !== 'reps' &&
      within.length > 0 &&
      within.length === known.length &&
      known.length >= KEPT_RESULTS,
    newestUs: within.at(-1)?.startUs ?? null,
  };
}

function begunOf(snapshot: Pick<Snapshot, MovementKind>, kind: MovementKind): readonly Begun[] {
  switch (kind) {
    case 'reps':
      return snapshot.reps;
    case 'landings':
      return (snapshot.landings ?? []).map(({ flight, counted }) => ({
        startUs: flight.startUs,
        counted,
      }));
    case 'holds':
      return (snapshot.holds ?? []).map(({ startUs }) => ({ startUs, counted: true }));
    case 'strides':
      return (snapshot.strides ?? []).map(({ initialContactUs }) => ({
        startUs: initialContactUs,
        counted: true,
      }));
  }
}
