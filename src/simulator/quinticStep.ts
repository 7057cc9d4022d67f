/** 0 before 0, 1 after 1, twice continuously differentiable between. */
export function quinticStep(u: number): number {
  if (u <= 0) return 0;
  if (u >= 1) return 1;
  return u * u * u * (10 - u * (15 - 6 * u));
}
