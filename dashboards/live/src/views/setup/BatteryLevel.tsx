import { NO_VALUE } from '../../store/formatValue.ts';
import { LOW_BATTERY_PERCENT } from '../../store/sensorCondition.ts';

/** `91 %` with a bar; a low one says so. */
export function BatteryLevel({ percent }: { readonly percent: number | null }) {
  if (percent === null) return <span>{NO_VALUE}</span>;
  const isLow = percent < LOW_BATTERY_PERCENT;
  return (
    <span class="battery" data-low={isLow}>
      <svg class="battery-bar" viewBox="0 0 30 14" aria-hidden="true">
        <rect class="battery-case" x="1" y="1" width="25" height="12" rx="2.5" />
        <path class="battery-case" d="M28.5 5v4" />
        <rect
          class="battery-fill"
          x="3"
          y="3"
          width={(21 * Math.min(100, percent)) / 100}
          height="8"
        />
      </svg>
      {percent} %{isLow && <strong> low</strong>}
    </span>
  );
}
