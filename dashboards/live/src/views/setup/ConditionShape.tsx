import type { SensorCondition } from '../../store/sensorCondition.ts';

/** Line drawings on a field of 16 by 16; the full disc alone means that all is well. */
const SHAPE: Readonly<Record<SensorCondition | 'empty', string>> = {
  streaming: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z',
  slow: 'M9 2a6 6 0 0 0 0 12z',
  connecting: 'M3 8h.1M8 8h.1M13 8h.1',
  silent: 'M4.5 3v10M11.5 3v10',
  lost: 'M3 3l10 10M13 3L3 13',
  found: 'M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12zM8 7.9h.1',
  unknown: 'M5 5.5a3 3 0 1 1 4.5 2.6Q8 9 8 10.2M8 13.4h.1',
  empty: 'M8 2v12M2 8h12',
};

export function ConditionShape({ of }: { readonly of: SensorCondition | 'empty' }) {
  return (
    <svg class="condition" data-condition={of} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPE[of]} />
    </svg>
  );
}
