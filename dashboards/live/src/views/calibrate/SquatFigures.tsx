/** A slow squat from the front and from the side; the plumb lines go from knee to toes. */
export function SquatFigures() {
  return (
    <>
      <svg class="person squat-front" viewBox="0 0 160 240" aria-hidden="true">
        <g class="upper">
          <circle cx="80" cy="26" r="15" />
          <path d="M80 41V52M56 58H104L94 120H66L56 58M56 58L50 88L64 96M104 58L110 88L96 96" />
        </g>
        <path class="squat-leg left" d="M70 158L47 176L60 220L48 226" />
        <path class="squat-leg right" d="M90 158L113 176L100 220L112 226" />
        <path class="plumb" d="M47 150V232M113 150V232" />
        <path class="ground" d="M20 230H140" />
      </svg>
      <svg class="person squat-side" viewBox="0 0 160 240" aria-hidden="true">
        <path class="plumb" d="M92 150V232" />
        <path class="ground" d="M20 230H140" />
        <path d="M58 219L70 226H94" />
        <g class="shank">
          <path d="M64 222V170" />
          <rect class="worn" x="57" y="184" width="14" height="18" rx="4" />
          <g class="thigh">
            <path d="M64 170V118" />
            <rect class="worn" x="57" y="134" width="14" height="18" rx="4" />
            <g class="trunk">
              <path d="M64 118V44" />
              <circle cx="64" cy="28" r="15" />
              <path class="arm" d="M64 62V112" />
            </g>
          </g>
        </g>
      </svg>
    </>
  );
}
