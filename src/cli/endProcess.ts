/**
 * Ends the process, code 0, once what it printed has been taken: noble, once opened, leaves timers
 * behind that would keep it alive.
 */
export async function endProcess(): Promise<never> {
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit(0);
}
