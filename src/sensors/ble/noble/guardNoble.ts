/** The guards of all transports that are open. */
const guards = new Set<NodeJS.UnhandledRejectionListener>();

/**
 * Keeps one known fault of noble from ending the process: a write on its way when the link closes
 * rejects a promise that noble itself keeps no hold of. Every other unhandled rejection stays
 * fatal. Returns the function that removes the guard.
 */
export function guardNobleRejections(): () => void {
  const guard = (reason: unknown) => {
    if (isNobleFault(reason, HCI_CODE)) return;
    // With a listener present Node no longer ends the process by itself; listeners of others decide.
    const listeners = process.listeners('unhandledRejection');
    if (listeners.every((listener) => guards.has(listener))) throw reason;
  };
  guards.add(guard);
  process.on('unhandledRejection', guard);
  const remove = () => {
    guards.delete(guard);
    process.off('unhandledRejection', guard);
  };
  // Rejections of this turn of the loop are reported at its end: the guard outlives it.
  return () => setImmediate(remove);
}

/** The HCI layer of either fork. */
const HCI_CODE = /[\\/]@(?:abandonware|stoprocent)[\\/]noble[\\/]lib[\\/]hci-socket[\\/]/;

/** Any layer of either fork. */
export const NOBLE_CODE = /[\\/]@(?:abandonware|stoprocent)[\\/]noble[\\/]lib[\\/]/;

/**
 * True for an error that noble's own code raised, not a listener that noble called: its innermost
 * stack frame outside Node is a file that `code` names.
 */
export function isNobleFault(error: unknown, code: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return code.test(frames.find((frame) => !frame.includes('node:')) ?? '');
}
