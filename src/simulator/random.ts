/**
 * Seeded random numbers: xoshiro128** (Blackman & Vigna 2018), its state spread from the seed
 * by splitmix32. The same seed and label give the same sequence on every machine; different
 * labels give independent sequences, so one more sensor never changes the draws of another.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;
  private spare: number | null = null;

  constructor(seed: number, label: string) {
    const next = splitmix32(hash(label, Math.floor(seed)));
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next();
  }

  /** Uniform in `low`..`high`, `high` excluded. */
  uniform(low: number, high: number): number {
    return low + (high - low) * (this.bits() / 2 ** 32);
  }

  /** Normal with mean 0 and standard deviation 1 (Marsaglia's polar method). */
  gaussian(): number {
    if (this.spare !== null) {
      const value = this.spare;
      this.spare = null;
      return value;
    }
    for (;;) {
      const u = this.uniform(-1, 1);
      const v = this.uniform(-1, 1);
      const square = u * u + v * v;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = v * factor;
      return u * factor;
    }
  }

  private bits(): number {
    const five = Math.imul(this.b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
}

/** FNV-1a over the label, begun from the seed. */
function hash(label: string, seed: number): number {
  let h = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);
  for (let i = 0; i < label.length; i++) h = Math.imul(h ^ label.charCodeAt(i), 0x01000193);
  return h;
}
