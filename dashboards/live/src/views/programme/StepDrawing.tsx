import type { AssessmentId } from '../../../../../src/model/assessment.ts';

/** Head, trunk and legs from the front or the side, with the ground; `band` is what pulls. */
interface Drawing {
  readonly body: string;
  readonly head: readonly [number, number];
  readonly thing?: string;
  readonly band?: string;
}

const DRAWINGS: Partial<Readonly<Record<AssessmentId, Drawing>>> = {
  singleLegBalance: {
    head: [60, 20],
    body: 'M60 33V72M60 42L44 56L54 66M60 42L76 56L66 66M60 72L56 104L56 140L48 142M60 72L72 100L64 126',
  },
  rntSquat: {
    head: [60, 34],
    body: 'M60 47V88M60 56L40 66L52 74M60 56L80 66L68 74M60 88L36 100L40 140L30 142M60 88L84 100L80 140L90 142',
    band: 'M38 110L8 104M82 110L112 104',
  },
  halfKneeling: {
    head: [56, 26],
    body: 'M56 39V88M56 50L46 70M56 50L66 70M56 88L86 92L86 140L98 140M56 88L50 136L18 138',
    band: 'M84 96L116 92',
  },
  stepUp: {
    head: [50, 22],
    body: 'M50 35V76M50 44L40 64M50 44L62 62M50 76L76 84L72 112L82 112M50 76L44 108L40 140L50 140',
    thing: 'M64 114H112V141H64Z',
    band: 'M74 90L112 84',
  },
  lunge: {
    head: [58, 26],
    body: 'M58 39V86M58 50L48 70M58 50L68 70M58 86L88 98L88 140L100 140M58 86L42 118L16 132L16 140',
    band: 'M86 102L116 98',
  },
};

/** What the step looks like; nothing where there is no drawing. */
export function StepDrawing({ assessment }: { readonly assessment: AssessmentId | null }) {
  const drawing = assessment === null ? undefined : DRAWINGS[assessment];
  if (drawing === undefined) return null;
  const { head, body, thing, band } = drawing;
  return (
    <svg class="step-drawing" viewBox="0 0 120 148" aria-hidden="true">
      <path class="ground" d="M6 144H114" />
      {thing && <path class="thing" d={thing} />}
      <circle cx={head[0]} cy={head[1]} r="12" />
      <path d={body} />
      {band && <path class="band-pull" d={band} />}
    </svg>
  );
}
