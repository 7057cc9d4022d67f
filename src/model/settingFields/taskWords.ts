const SPECIAL: Readonly<Record<string, string>> = {
  bilateralSquat: 'Squat on both legs',
  rntSquat: 'Squat against a band',
  weightBearingLunge: 'Knee to the wall',
  gait: 'Walking',
  halfKneeling: 'Half-kneeling',
  singleLegSquat: 'Single-leg squat',
  singleLegBalance: 'Single-leg balance',
  stepDown: 'Step-down',
  stepUp: 'Step-up',
  lateralStepDown: 'Lateral step-down',
  forwardStepDown: 'Forward step-down',
  armsDownSquat: 'Arms-down squat',
};

/** A task or an assessment in words: `overheadSquat` is Overhead squat. */
export function taskWords(name: string): string {
  if (Object.hasOwn(SPECIAL, name)) return SPECIAL[name];
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
