import { LIVE_MODE } from '../store/livePreferences.ts';
import type { ViewChoice } from './viewChoice.ts';

/** Behind `live` in the address: that view with all measures open. */
const MEASURES = 'measures';

/** Turns to all measures in Live, which only the coach's mode has. */
export function showAllMeasures(choice: ViewChoice): void {
  LIVE_MODE.set('coach');
  choice.choose('live', [MEASURES]);
}

export function asksForMeasures([part]: readonly string[]): boolean {
  return part === MEASURES;
}
