import type { Rep, RepLeg } from '../../../../src/model/movement.ts';
import { BAND_WORDS } from '../../../../src/model/movement.ts';
import type { Side } from '../../../../src/model/placement.ts';
import type { BandIndex } from '../store/band.ts';
import { formatValue, unitSymbol } from '../store/formatValue.ts';
import { countedReps, tempoText } from '../store/repList.ts';
import { usePage } from '../store/storeContext.ts';
import { BAND_INDICES, BandShape, NoBandShape } from './BandShape.tsx';
import { SIDE_NAME } from './sideName.ts';

const SHOWN_REPS = 8;

/** Rep count, tempo of the last rep and a mark per leg for each of the last reps. */
export function RepPanel() {
  const { store } = usePage();
  const { reps, calibration } = store.snapshot.value;
  const counted = countedReps(reps);
  const last = reps.at(-1);
  const uncounted = reps.length - counted;
  return (
    <section class="reps" aria-label="Reps of this set">
      <p class="rep-count">
        <span class="count-digits">{counted}</span>
        <span class="soft count-label">
          reps
          <span class="uncounted">{uncounted > 0 ? `${uncounted} not counted` : ''}</span>
        </span>
      </p>
      <div class="rep-rows">
        {store.sides.value.map((side) => (
          <RepRow key={side} side={side} reps={reps.slice(-SHOWN_REPS)} />
        ))}
      </div>
      <div class="rep-notes">
        <p>
          <span class="soft">Last rep</span> {last ? tempoText(last) : '–'}
        </p>
        <p class="calibration-note" title={calibration?.reasons.join(' ')}>
          <span class="soft">Calibration</span> {calibration?.verdict ?? 'not done'}
          <span class="soft"> {calibration?.reasons[0]}</span>
        </p>
      </div>
    </section>
  );
}

function RepRow({ side, reps }: { readonly side: Side; readonly reps: readonly Rep[] }) {
  const { store } = usePage();
  const unit = store.hello.value?.headline.unit ?? 'cm';
  return (
    <div class="rep-row">
      <span class="rep-side">{SIDE_NAME[side]}</span>
      <ol class="rep-marks">
        {Array.from({ length: SHOWN_REPS }, (_, i) => {
          const rep = reps[i];
          const leg = rep?.legs.find((candidate) => candidate.side === side);
          if (!rep || !leg) return <li key={i} class="rep-mark to-come" aria-hidden="true" />;
          return <RepMark key={i} rep={rep} leg={leg} unit={unit} />;
        })}
      </ol>
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
  const label = rep.counted ? countedLabel(rep, leg, unit) : `Rep ${rep.number}: not counted`;
  return (
    <li class="rep-mark" data-band={rep.counted && band !== null ? band : 'none'} title={label}>
      {rep.counted ? <BandMark band={band} /> : <span aria-hidden="true">×</span>}
      <span class="visually-hidden">{label}</span>
      <span class="rep-value" aria-hidden="true">
        {rep.counted && leg.headlineAtPeakFlexion !== null
          ? formatValue(leg.headlineAtPeakFlexion, unit)
          : ''}
      </span>
    </li>
  );
}

function BandMark({ band }: { readonly band: BandIndex | null }) {
  return band === null ? <NoBandShape /> : <BandShape band={band} />;
}

/** The value its band was judged by comes first, so that value and shape agree. */
function countedLabel(rep: Rep, leg: RepLeg, unit: 'cm' | 'deg'): string {
  const { headlineAtPeakFlexion: atBottom, headlinePeak, band } = leg;
  const cued = rep.cued ? ', cued' : '';
  if (atBottom === null) return `Rep ${rep.number}: too deep for this measure${cued}`;
  const symbol = unitSymbol(unit);
  const most =
    headlinePeak === null ? '' : `, at most ${formatValue(headlinePeak, unit)} ${symbol}`;
  return `Rep ${rep.number}: ${band}, ${formatValue(atBottom, unit)} ${symbol} at the deepest point${most}${cued}`;
}
