export function countOf(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function seconds(s: number): string {
  return `${s.toFixed(2)} s`;
}
