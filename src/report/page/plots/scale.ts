/** From a span of values to one of coordinates. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly at: (value: number) => number;
}

export function linear(low: number, high: number, from: number, to: number): Scale {
  const span = high - low || 1;
  return { low, high, at: (value) => from + ((value - low) / span) * (to - from) };
}

const STEPS = [1, 2, 2.5, 5, 10];

/** Round values within the span, about as many as wanted. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const raw = (high - low || 1) / wanted;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * (STEPS.find((each) => each * power >= raw) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}

/** A coordinate as short as print can show. */
export function xy(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** A path through points; a hole wherever one is missing. */
export function pathOf(points: readonly (readonly [x: number, y: number] | null)[]): string {
  let path = '';
  let pen = false;
  for (const point of points) {
    if (point === null) pen = false;
    else {
      path += `${pen ? 'L' : 'M'}${xy(point[0])} ${xy(point[1])}`;
      pen = true;
    }
  }
  return path;
}
