import { noteExport } from '../recording/deletion/exportLog.ts';
import { reasonOf } from '../recording/recordingError.ts';

/** Keeps what was made of a recording for its deletion; where that fails what was made is good all the same. */
export async function noteMade(recordingPath: string, files: readonly string[]): Promise<void> {
  try {
    await noteExport(recordingPath, files);
  } catch (error) {
    console.error(
      `! that ${files.join(', ')} was made of ${recordingPath} cannot be noted (${reasonOf(error)}): "plumbline delete" will not find it`,
    );
  }
}
