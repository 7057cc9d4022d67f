import type { TimedNote } from './history.ts';
import type { Programme } from './programme.ts';
import type { SessionPain } from './sessionPain.ts';

/** What pain rules make of the notes of one session, by the limits of the programme. */
export function painOf(notes: readonly TimedNote[], { pain }: Programme): SessionPain {
  const given = notes.map(({ note }) => note);
  const during = given.flatMap(({ painDuring }) => painDuring ?? []);
  const after = given.flatMap(({ painAfter }) => painAfter ?? []);
  const before = given.flatMap(({ painBefore }) => painBefore ?? []);
  // Who has pain the day after has it before the session of that day.
  const nextDay = given.flatMap(({ lastTime }) => lastTime?.painNextDay ?? []);
  const all = [...nextDay, ...before, ...during, ...after];
  const worst = all.length === 0 ? null : Math.max(...all);
  const signs = [...new Set(given.flatMap((note) => note.signs ?? []))].filter((sign) =>
    pain.alsoStop.includes(sign),
  );
  const rising = pain.alsoStop.includes('rising two sets running') && risesTwice(during);
  const told = during.length + after.length > 0;
  const base = { worst, told, before: before.at(0) ?? null, signs, rising };
  const stops = [
    ...(worst !== null && worst > pain.stopAbove
      ? [`pain was ${worst} of 10, more than ${pain.stopAbove}`]
      : []),
    ...signs.map((sign) => `there was ${sign}`),
    ...(rising ? ['pain rose two sets running'] : []),
  ];
  if (stops.length > 0) return { ...base, level: 'stop', reasons: stops };
  if (worst === null) return { ...base, level: 'unknown', reasons: [] };
  if (worst <= pain.go[1]) return { ...base, level: 'go', reasons: [] };
  const reason = `pain was ${worst} of 10; up to ${pain.go[1]} one may go on`;
  return { ...base, level: 'hold', reasons: [reason] };
}

/** Whether it keeps back what is new, also where somebody's word let it go on. */
export function isPainful({ level }: SessionPain): boolean {
  return level === 'hold' || level === 'stop';
}

function risesTwice(values: readonly number[]): boolean {
  return values.some(
    (value, i) => i >= 2 && values[i - 2] < values[i - 1] && values[i - 1] < value,
  );
}

/** Why the session before keeps the next advance back; null where it does not. */
export function unsettledBy(notes: readonly TimedNote[], { pain }: Programme): string | null {
  for (const { note } of notes) {
    if (note.lastTime?.settledIn60Min === false) {
      return `pain after the session before had not settled in ${pain.settleMin} minutes`;
    }
    if (note.lastTime?.worseNextMorning && pain.nextMorningWorseBlocksAdvance) {
      return 'it was worse the morning after the session before';
    }
  }
  return null;
}
