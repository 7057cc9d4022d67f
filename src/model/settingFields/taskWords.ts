import { TASK_WORDS } from '../taskWords.ts';

/** Of assessments that spaces alone do not make words of. */
const SPECIAL = {
  singleLegBalance: 'Single-leg balance',
  lateralStepDown: 'Lateral step-down',
  forwardStepDown: 'Forward step-down',
  armsDownSquat: 'Arms-down squat',
} as const;

const KNOWN: Readonly<Record<string, string>> = { ...SPECIAL, ...TASK_WORDS };

/** A task or an assessment in words: `overheadSquat` is Overhead squat. */
export function taskWords(name: string): string {
  if (Object.hasOwn(KNOWN, name)) return KNOWN[name];
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
