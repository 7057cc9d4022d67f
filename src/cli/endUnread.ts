/** Ends a command whose reader went, as in `plumbline info FILE | head`. A hub goes on unread: `whenAskedToStop` ends it. */
export function endUnread(): void {
  if (process.argv[2] === 'start') return;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
