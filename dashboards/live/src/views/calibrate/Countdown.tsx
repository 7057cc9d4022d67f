import { usePage } from '../../store/storeContext.ts';

interface CountdownProps {
  /** How long the pose has been held and is wanted, s. */
  readonly heldS: number;
  readonly wantedS: number;
}

/** The seconds that are still to be held, large. It is seen and not spoken: it changes all the time. */
export function Countdown({ heldS, wantedS }: CountdownProps) {
  const arriving = usePage().store.freshness.value.level === 'fresh';
  const toGo = Math.max(0, Math.ceil(wantedS - heldS - 1e-6));
  const percent = wantedS > 0 && arriving ? Math.round((100 * heldS) / wantedS) : 0;
  return (
    <div class="countdown" data-held={arriving && heldS > 0}>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="whole" cx="60" cy="60" r="52" />
        <circle
          class="held"
          cx="60"
          cy="60"
          r="52"
          pathLength={100}
          stroke-dasharray={`${percent} 100`}
          transform="rotate(-90 60 60)"
        />
        <text x="60" y="60">
          {arriving ? (heldS >= wantedS ? '✓' : toGo) : '–'}
        </text>
      </svg>
      <span>{wording(arriving, heldS, wantedS)}</span>
    </div>
  );
}

function wording(arriving: boolean, heldS: number, wantedS: number): string {
  if (!arriving) return 'no data arrives';
  if (heldS >= wantedS) return 'taken';
  return heldS > 0 ? `${heldS.toFixed(1)} s of ${wantedS} s` : `hold for ${wantedS} s`;
}
