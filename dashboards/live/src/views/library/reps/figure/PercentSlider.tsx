interface PercentSliderProps {
  readonly percent: number;
  /** `the repetition`. */
  readonly of: string;
  readonly onPercent: (percent: number) => void;
}

/** Where the figures stand. */
export function PercentSlider({ percent, of, onPercent }: PercentSliderProps) {
  return (
    <label class="percent-slider">
      <span>
        At <strong>{percent} %</strong> of {of}
      </span>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={percent}
        aria-valuetext={`${percent} percent of ${of}`}
        onInput={(event) => onPercent(Number(event.currentTarget.value))}
      />
    </label>
  );
}
