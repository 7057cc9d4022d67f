/** On the back, legs straight, kneecaps up. */
export function LyingFigure() {
  return (
    <svg class="person lying" viewBox="0 0 300 140" aria-hidden="true">
      <path class="ground" d="M14 122H286" />
      <circle cx="38" cy="100" r="15" />
      <path d="M54 106L122 106M60 106L116 116" />
      <path d="M122 106L188 104L258 106L262 86" />
      <circle class="kneecap" cx="190" cy="98" r="7" />
      <g class="worn">
        <rect x="145" y="92" width="20" height="13" rx="4" />
        <rect x="215" y="92" width="20" height="13" rx="4" />
      </g>
      <path class="pointer" d="M190 80V42M190 42l-7 10M190 42l7 10" />
      <text x="190" y="30">
        kneecaps up
      </text>
    </svg>
  );
}
