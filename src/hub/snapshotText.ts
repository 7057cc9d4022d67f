import type { Rep } from '../model/movement.ts';
import type { Snapshot } from '../stream/messages.ts';

/** A rep never changes; it is told again with every seek and to everybody who joins. */
const texts = new WeakMap<Rep, string>();

/** A snapshot as JSON, in which each rep is written once: an hour of squats has 5 MB of them. */
export function snapshotText({ reps, ...rest }: Snapshot): string {
  const head = JSON.stringify(rest).slice(0, -1);
  return `${head},"reps":[${reps.map(repText).join()}]}`;
}

function repText(rep: Rep): string {
  const known = texts.get(rep);
  if (known !== undefined) return known;
  const text = JSON.stringify(rep);
  texts.set(rep, text);
  return text;
}
