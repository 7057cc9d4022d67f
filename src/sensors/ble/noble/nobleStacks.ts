/** The two maintained forks of noble; the first is the one that is always installed. */
export const NOBLE_STACKS = ['abandonware', 'stoprocent'] as const;
export type NobleStack = (typeof NOBLE_STACKS)[number];
