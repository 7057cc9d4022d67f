import { Command } from 'commander';
import { CliError } from './cliError.ts';

export function verifyCommand(): Command {
  return new Command('verify')
    .description('recompute a recording from its packets and compare bit for bit')
    .argument('<file>', 'a finished recording')
    .addHelpText(
      'after',
      `
Example:
  $ plumbline verify recordings/samples/squats.mcap`,
    )
    .action(verifyFile);
}

/** The modules behind it load here, so that help and wrong words answer at once. */
async function verifyFile(file: string): Promise<void> {
  const { openRecording } = await import('../recording/reader.ts');
  const { verify } = await import('../reprocess/verify.ts');
  const recording = await openRecording(file);
  try {
    const { frames, events, difference } = await verify(recording);
    if (difference !== null) throw new CliError(`${file}: ${difference}`);
    console.log(`${file}: ${frames} frames and ${events} events equal bit for bit`);
  } finally {
    await recording.close();
  }
}
