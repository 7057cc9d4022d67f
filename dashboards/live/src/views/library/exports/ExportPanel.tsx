import type { ListedRecording } from '../../../../../../src/stream/answers/recordings.ts';

interface ExportPanelProps {
  readonly recording: ListedRecording;
}

/** Every file that can be made of a recording. */
export function ExportPanel(_: ExportPanelProps) {
  return null;
}
