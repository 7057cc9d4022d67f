import { Command } from 'commander';
import { EVERY_ADDRESS } from '../hub/loopback.ts';
import type { AccessFlags } from './access/accessFlags.ts';
import { wholeNumberBetween } from './options.ts';

export function accessCommand(): Command {
  return (
    new Command('access')
      .description('the links by which others come to a hub that was started with --lan')
      .option('--recordings <folder>', 'the recordings of that hub', 'recordings')
      .option('--host <address>', 'the address it listens on', EVERY_ADDRESS)
      .option('--port <n>', 'its port', wholeNumberBetween(1, 65535), 8040)
      .option('--tls', 'it was started with TLS')
      .option('--renew', 'make new tokens; a hub takes them when it starts next')
      .option('--no-qr', 'no QR code')
      .addHelpText(
        'after',
        `
The operator's link may do everything, the viewer's shows the live screen and changes nothing.
Whoever has a link has what it may do: give it to nobody else. --renew ends all that were given.

Examples:
  $ plumbline access
  $ plumbline access --renew`,
      )
      // Loaded when it runs, so that help and wrong words answer at once.
      .action(async (flags: AccessFlags) =>
        (await import('./access/tellAccess.ts')).tellAccess(flags),
      )
  );
}
