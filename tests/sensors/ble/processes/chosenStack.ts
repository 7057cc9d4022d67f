import { NOBLE_STACKS, type NobleStack } from '../../../../src/simulator/radio/loadNobleOver.ts';

/** The fork of noble that the first argument of this process names. */
export function chosenStack(): NobleStack {
  const stack = NOBLE_STACKS.find((name) => name === process.argv[2]);
  if (!stack)
    throw new Error(`unknown stack ${process.argv[2]}; known: ${NOBLE_STACKS.join(', ')}`);
  return stack;
}
