export type StateName = 'good' | 'fair' | 'bad' | 'unknown';

/** One shape per state, so that it is told without colour; none of them is red. */
const SHAPES: Readonly<Record<StateName, string>> = {
  good: 'M4 12.5l5.5 5.5L20 6.5',
  fair: 'M3 14.5c3.5-6.5 6-6 9-2.5s5.5 4 9-2.5',
  bad: 'M12 3L22 20.5H2zM12 9.5v5M12 17v.6',
  unknown: 'M4 12h16',
};

export function StateShape({ state }: { readonly state: StateName }) {
  return (
    <svg class={`state-shape state-${state}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}

/** A ring with a disc in it, as on the machines that recorded before. */
export function RecordShape({ isOn }: { readonly isOn: boolean }) {
  return (
    <svg class="record-shape" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" class="record-ring" />
      {isOn ? (
        <circle cx="12" cy="12" r="5.5" class="record-disc" />
      ) : (
        <path d="M5.5 18.5l13-13" class="record-ring" />
      )}
    </svg>
  );
}
