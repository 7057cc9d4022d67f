import type { Rep, RepLeg } from '../../../../../src/model/movement.ts';
import { BAND_WORDS } from '../../../../../src/model/movement.ts';
import type { Side } from '../../../../../src/model/placement.ts';
import { formatValue } from '../../store/formatValue.ts';
import { statedOf } from '../../store/setSoFar.ts';
import { BAND_INDICES, BandShape, NoBandShape } from '../BandShape.tsx';
import { SIDE_NAME } from '../sideName.ts';
import { repLabel } from './repLabel.ts';
import { Trend } from './Trend.tsx';

const SHOWN_REPS = 6;
const TREND_REPS = 5;

interface RepRowProps {
  readonly side: Side;
  readonly reps: readonly Rep[];
  readonly unit: 'cm' | 'deg';
}

/** A mark for each of the last reps of a leg, and how the last five went. */
export function RepRow({ side, reps, unit }: RepRowProps) {
  const shown = reps.slice(-SHOWN_REPS);
  const trend = statedOf(reps, side)
    .slice(-TREND_REPS)
    .map(({ value }) => value);
  return (
    <div class="rep-row">
      <span class="rep-side">{SIDE_NAME[side]}</span>
      <ol class="rep-marks">
        {Array.from({ length: SHOWN_REPS }, (_, i) => {
          const rep = shown[i];
          const leg = rep?.legs.find((candidate) => candidate.side === side);
          if (!rep || !leg) return <li key={i} class="rep-mark to-come" aria-hidden="true" />;
          // A mark made anew appears in its place; one whose text changed would count as moved.
          return <RepMark key={`${i} ${rep.number}`} rep={rep} leg={leg} unit={unit} />;
        })}
      </ol>
      <Trend side={side} values={trend} unit={unit} />
    </div>
  );
}

interface RepMarkProps {
  readonly rep: Rep;
  readonly leg: RepLeg;
  readonly unit: 'cm' | 'deg';
}

function RepMark({ rep, leg, unit }: RepMarkProps) {
  const band = BAND_INDICES.find((index) => BAND_WORDS[index] === leg.band) ?? null;
  const label = repLabel(rep, leg, unit);
  return (
    <li class="rep-mark" data-band={rep.counted && band !== null ? band : 'none'} title={label}>
      {!rep.counted && <span aria-hidden="true">×</span>}
      {rep.counted && (band === null ? <NoBandShape /> : <BandShape band={band} />)}
      <span class="visually-hidden">{label}</span>
      <span class="rep-value" aria-hidden="true">
        {rep.counted && leg.headlineAtPeakFlexion !== null
          ? formatValue(leg.headlineAtPeakFlexion, unit)
          : ''}
      </span>
    </li>
  );
}
