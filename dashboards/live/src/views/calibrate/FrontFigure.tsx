/** A person from the front, feet as for a squat; `wears` shows large where the sensors go. */
export function FrontFigure({ wears }: { readonly wears: boolean }) {
  return (
    <svg class="person" viewBox="0 0 160 240" aria-hidden="true">
      <Trunk />
      <path d="M70 122L64 168L62 218L52 225M90 122L96 168L98 218L108 225" />
      <path class="ground" d="M20 229H140" />
      <Sensors />
      {wears && (
        <path
          class="pointer"
          d="M12 146H46M46 146l-8-5M46 146l-8 5M12 192H44M44 192l-8-5M44 192l-8 5"
        />
      )}
    </svg>
  );
}

/** The same with the right knee lifted; seen as in a mirror, so that right is on the right. */
export function KneeLiftFigure() {
  return (
    <svg class="person" viewBox="0 0 160 240" aria-hidden="true">
      <Trunk />
      <path d="M70 122L64 168L62 218L52 225" />
      <path class="knee-lift" d="M90 122L112 138L106 184L115 191" />
      <path class="ground" d="M20 229H140" />
      <path class="pointer" d="M136 178V132M136 132l-6 9M136 132l6 9" />
      <text x="130" y="216">
        right
      </text>
    </svg>
  );
}

function Trunk() {
  return (
    <>
      <circle cx="80" cy="26" r="15" />
      <path d="M80 41V52M56 58H104M56 58L49 92L52 126M104 58L111 92L108 126M56 58L66 120H94L104 58" />
    </>
  );
}

function Sensors() {
  return (
    <g class="worn">
      <rect x="59" y="138" width="15" height="19" rx="4" />
      <rect x="86" y="138" width="15" height="19" rx="4" />
      <rect x="55" y="183" width="15" height="19" rx="4" />
      <rect x="90" y="183" width="15" height="19" rx="4" />
    </g>
  );
}
