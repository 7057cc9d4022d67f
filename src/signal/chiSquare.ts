/** Quantiles of the χ² distribution, for confidence intervals of standard deviations. */

const TERMS = 500;
const PRECISION = 1e-14;

/**
 * The value below which a share `p` of the χ² distribution lies.
 * @param p share, 0..1 without its ends
 * @param df degrees of freedom, above 0
 */
export function chiSquareQuantile(p: number, df: number): number {
  let low = 0;
  let high = df + 10;
  while (chiSquareShare(high, df) < p) high *= 2;
  for (let i = 0; i < 200 && high - low > PRECISION * high; i++) {
    const middle = (low + high) / 2;
    if (chiSquareShare(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of the distribution below `x`: the regularised lower incomplete gamma P(df/2, x/2). */
export function chiSquareShare(x: number, df: number): number {
  const a = df / 2;
  const z = x / 2;
  if (z <= 0) return 0;
  const scale = Math.exp(a * Math.log(z) - z - logGamma(a));
  return z < a + 1 ? scale * series(a, z) : 1 - scale * continuedFraction(a, z);
}

function series(a: number, z: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < TERMS && term > PRECISION * sum; n++) {
    term *= z / (a + n);
    sum += term;
  }
  return sum;
}

/** Of the upper part, by Lentz's method. */
function continuedFraction(a: number, z: number): number {
  let b = z + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < TERMS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return h;
}

/** Exact for halves of whole numbers, which is all that degrees of freedom need. */
function logGamma(a: number): number {
  let log = a % 1 === 0 ? 0 : Math.log(Math.PI) / 2;
  for (let x = a - 1; x > 0; x--) log += Math.log(x);
  return log;
}
