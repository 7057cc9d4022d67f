import type { Recording } from '../../recording/reader.ts';
import { compareRecordings } from '../../reprocess/compare/compareRecordings.ts';
import type { RecordingComparison } from '../../reprocess/compare/comparison.ts';
import type { CompareFlags } from '../compareFlags.ts';
import { openToRead } from '../openToRead.ts';
import { Progress } from '../progress.ts';
import { compareText } from './compareText.ts';

/** Neither a failure (1) nor wrong words (2). */
const DIFFERENT = 3;

/** Prints in what two recordings differ. @throws CliError, RecordingError */
export async function compareFiles(a: string, b: string, flags: CompareFlags): Promise<void> {
  const left = await openToRead(a);
  try {
    const right = await openToRead(b);
    try {
      const comparison = await compareWithProgress(left, right);
      console.log(flags.json ? JSON.stringify(comparison, null, 2) : compareText(a, b, comparison));
      if (flags.exitCode && !comparison.identical) process.exitCode = DIFFERENT;
    } finally {
      await right.close();
    }
  } finally {
    await left.close();
  }
}

async function compareWithProgress(a: Recording, b: Recording): Promise<RecordingComparison> {
  const progress = new Progress('comparing', 1);
  try {
    return await compareRecordings(a, b, (share) => progress.at(share));
  } finally {
    progress.end();
  }
}
