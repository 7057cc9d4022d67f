/**
 * Keeps one known fault of noble from ending the process: a write on its way when the link closes
 * rejects a promise that noble itself keeps no hold of. Every other unhandled rejection stays
 * fatal. Returns the function that removes the guard.
 */
export function guardNobleRejections(): () => void {
  const guard = (reason: unknown) => {
    if (isLostWrite(reason)) return;
    // With a listener present Node no longer ends the process by itself; other listeners decide.
    if (process.listenerCount('unhandledRejection') === 1) throw reason;
  };
  process.on('unhandledRejection', guard);
  // Rejections of this turn of the loop are reported at its end: the guard outlives it.
  return () => setImmediate(() => process.off('unhandledRejection', guard));
}

/** noble looked up the flow control of a connection that was removed a moment before. */
export function isLostWrite(reason: unknown): boolean {
  return (
    reason instanceof TypeError &&
    reason.message.includes("reading 'pending'") &&
    /noble[\\/]lib[\\/]hci-socket[\\/]hci\.js/.test(reason.stack ?? '')
  );
}
