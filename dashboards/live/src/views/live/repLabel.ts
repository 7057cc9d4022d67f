import type { Rep, RepLeg } from '../../../../../src/model/movement.ts';
import { formatValue, unitSymbol } from '../../store/formatValue.ts';

type Labelled = Pick<Rep, 'number' | 'counted' | 'cued'>;
type Judged = Pick<RepLeg, 'headlineAtPeakFlexion' | 'headlinePeak' | 'band' | 'quality'>;

/** One rep of a leg in words. The value its band was judged by comes first, so that value and shape agree. */
export function repLabel(rep: Labelled, leg: Judged, unit: 'cm' | 'deg'): string {
  if (!rep.counted) return `Rep ${rep.number}: not counted`;
  const { headlineAtPeakFlexion: atBottom, headlinePeak, band } = leg;
  const cued = rep.cued ? ', a cue was given' : '';
  if (atBottom === null) return `Rep ${rep.number}: ${whyNone(leg, unit)}${cued}`;
  const symbol = unitSymbol(unit);
  const most =
    headlinePeak === null ? '' : `, at most ${formatValue(headlinePeak, unit)} ${symbol}`;
  const judged = band === null ? '' : `${band}, `;
  return `Rep ${rep.number}: ${judged}${formatValue(atBottom, unit)} ${symbol} at the deepest point${most}${cued}`;
}

/** A sound leg lacks a value where an angle seen from the front means nothing any more. */
function whyNone({ quality }: Judged, unit: 'cm' | 'deg'): string {
  return quality === 'ok' && unit === 'deg' ? 'too deep for this measure' : 'not measurable';
}
