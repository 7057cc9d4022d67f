const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round values from `low` to `high`, about `count` of them. */
export function ticksBetween(low: number, high: number, count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    // Multiplied, for added steps drift off round values.
    Number(((first + i) * step).toFixed(6)),
  );
}
