import { Command } from 'commander';
import { openRecording } from '../recording/reader.ts';
import { verify } from '../reprocess/verify.ts';
import { CliError } from './cliError.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute a recording from its packets and compare bit for bit')
    .argument('<file>', 'a finished recording')
    .action(async (file: string) => {
      const recording = await openRecording(file);
      try {
        const { frames, events, difference } = await verify(recording);
        if (difference !== null) throw new CliError(`${file}: ${difference}`);
        console.log(`${file}: ${frames} frames and ${events} events equal bit for bit`);
      } finally {
        await recording.close();
      }
    });
}
