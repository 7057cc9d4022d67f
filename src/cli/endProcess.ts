/**
 * Ends the process, code 0, once what it printed has been taken: a closed noble may keep a timer for two
 * seconds, for which nobody shall wait.
 */
export async function endProcess(): Promise<never> {
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(0);
}
