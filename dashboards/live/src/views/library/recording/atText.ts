/** `1:05.5` from the start of the recording; `−0:01.0` lies before it. */
export function atText(timeUs: number, startedUs: number): string {
  const tenths = Math.round((timeUs - startedUs) / 1e5);
  const whole = Math.abs(tenths);
  const minutes = Math.floor(whole / 600);
  const seconds = ((whole % 600) / 10).toFixed(1).padStart(4, '0');
  return `${tenths < 0 ? '−' : ''}${minutes}:${seconds}`;
}

/** Seconds of `1:05.5`, `65.5` and `65,5`; null of anything else. */
export function secondsIn(text: string): number | null {
  const match = /^(?:(\d{1,4}):)?(\d{1,5}(?:\.\d+)?)$/.exec(text.trim().replace(',', '.'));
  const [, minutes = '0', seconds] = match ?? [];
  if (seconds === undefined) return null;
  if (match?.[1] !== undefined && Number(seconds) >= 60) return null;
  return Number(minutes) * 60 + Number(seconds);
}
