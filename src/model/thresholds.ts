import { z } from 'zod';

const within = (low: number, high: number): z.ZodNumber => {
  const valid = `valid are numbers from ${low} to ${high}`;
  return z.number({ error: valid }).min(low, valid).max(high, valid);
};

/** Lower edges of `slightly in`, `in`, `far in`; from above nothing, or standing still were a band. */
const ascending = (largest: number, unit: string) => {
  const valid = `valid are three ascending numbers above 0, up to ${largest} ${unit}`;
  return z
    .tuple([z.number(), z.number(), z.number()], { error: valid })
    .refine(([a, b, c]) => a > 0 && a < b && b < c && c <= largest, { error: valid });
};

const degrees = ascending(60, '°');

/** Edges of `knees wide`, from the line outward. */
const outward = 'valid are two descending numbers below 0, down to -60 °';
const varusEdges = z
  .tuple([z.number(), z.number()], { error: outward })
  .refine(([near, far]) => near < 0 && far < near && far >= -60, { error: outward });

const range = (low: number, high: number) => {
  const valid = `valid are two ascending numbers from ${low} to ${high}`;
  return z
    .tuple([z.number(), z.number()], { error: valid })
    .refine(([from, to]) => from >= low && from < to && to <= high, { error: valid });
};

const angle = within(0, 180);
const rate = within(0, 2000);
const ms = within(0, 10_000);
const seconds = within(0, 600);
const timesG = within(0, 32);
const percent = within(0, 100);

const repSettings = z.object({
  onsetDeg: angle,
  onsetRateDegS: rate,
  onsetHoldMs: ms,
  backDateDeg: angle,
  bottomDropDeg: angle,
  endDeg: angle,
  endFrac: within(0, 1),
  endHoldMs: ms,
  minPeakDeg: angle,
  minDurS: seconds,
  maxDurS: seconds,
  refractoryMs: ms,
});

/** A hinge bends the knees little and slowly: what the file says of squats would not see it. */
const HINGE = { onsetDeg: 10, onsetRateDegS: 8, minPeakDeg: 20 };

const landing = z.object({
  flightShankG: timesG,
  flightThighG: timesG,
  flightMinMs: ms,
  cmjFlightMinMs: ms,
  icG: timesG,
  icJerkGPerS: within(0, 5000),
  icBackDateG: timesG,
  icBackDateMs: ms,
  minIcGapMs: ms,
  timeoutMs: ms,
  flightMedianSamples: within(1, 99).int('valid are whole numbers from 1 to 99'),
  confirmImpactWithinMs: ms,
});

const gait = z.object({
  midSwingDegS: rate,
  midSwingFrac: within(0, 1),
  minGapMs: ms,
  toMaxDegS: within(-2000, 0),
  strideS: range(0, 10),
  swingPct: range(0, 100),
});

const balance = z.object({
  otherKneeDeg: angle,
  otherThighDeg: angle,
  settleS: seconds,
  endLeanDeg: angle,
  endRateDegS: rate,
  discardS: seconds,
});

const NO_FADING = 'valid are 1 to 20 descending shares from 1 to 0';

const cue = z.object({
  armFlexDeg: angle,
  onHoldMs: z.object({ 'sigmaLe1.0': ms, 'sigmaLe1.3': ms, else: ms }),
  offHystDeg: angle,
  offHoldMs: ms,
  refractoryMs: ms,
  maxPerRep: within(0, 100),
  maxPerMin: within(0, 600),
  maxDurMs: ms,
  latencyP95Ms: ms,
  latencySuppressMs: ms,
  fade: z
    .array(z.number(), { error: NO_FADING })
    .refine((shares) => isFading(shares), { error: NO_FADING }),
  fadeAdvancePct: percent,
  fadeBackPct: percent,
  thetaRaiseIfNoisyDeg: angle,
});

const mdc95 = z.object({
  kneeValgus: angle,
  fppa: angle,
  kneeOverToe: angle,
  footRoll: angle.optional(),
});

const headlineName = z.enum(['kneeMedialDeviation', 'fppa', 'shankLean', 'kneeValgus']);

/** Layout of `thresholds.json`: defaults of a training aid that a user may change, not limits. */
export const thresholdsSchema = z.object({
  bands: z.object({
    fppaAtPeakFlexion: z.object({
      bilateralSquat: degrees,
      rntSquat: degrees,
      lunge: degrees,
      singleLegSquat: degrees,
      stepDown: degrees,
      landing: degrees,
    }),
    kneeValgusExcursion: z.object({ all: degrees }),
    kneeOverToeDeg: z.object({ planted: degrees }),
    footRollDeg: z.object({ planted: degrees }),
    balanceRmsShankLeanDeg: z.object({ hold: degrees }),
    asymmetryDeg: z.object({ all: degrees }),
    varusDeg: z.object({ all: varusEdges }),
    shankLeanDeg: z.object({ planted: degrees }),
    kneeMedialDeviationCm: z.object({ planted: ascending(30, 'cm') }),
  }),
  rep: z.object({
    default: repSettings,
    singleLeg: repSettings.partial(),
    hinge: repSettings.partial().default(HINGE),
  }),
  landing,
  gait,
  balance,
  cue,
  mdc95: z.object({ withinSession: mdc95, betweenSession: mdc95 }),
  hysteresis: z.object({ deg: within(0, 10), cm: within(0, 5) }),
  headline: z.object({
    bilateralSquat: headlineName,
    rntSquat: headlineName,
    lunge: headlineName,
    singleLegSquat: headlineName,
    stepDown: headlineName,
    landing: headlineName,
    balance: headlineName,
    gait: headlineName,
  }),
});

export type Thresholds = z.infer<typeof thresholdsSchema>;
export type RepSettings = Thresholds['rep']['default'];
export type LandingSettings = Thresholds['landing'];
export type GaitSettings = Thresholds['gait'];
export type BalanceSettings = Thresholds['balance'];
export type CueThresholds = Thresholds['cue'];

function isFading(shares: readonly number[]): boolean {
  if (shares.length < 1 || shares.length > 20) return false;
  return shares.every((share, i) => share >= 0 && share <= 1 && (i === 0 || share < shares[i - 1]));
}
