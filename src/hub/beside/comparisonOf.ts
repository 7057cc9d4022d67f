import { originOf } from '../../report/compare/compareReports.ts';
import { gatherReport } from '../../report/gather/gatherReport.ts';
import type { Report } from '../../report/report.ts';
import { compareRecordings, settingsChange } from '../../reprocess/compare/compareRecordings.ts';
import type { FieldChange } from '../../reprocess/compare/comparison.ts';
import type {
  ComparedSide,
  ComparisonAnswer,
  SettingDifference,
} from '../../stream/answers/comparison.ts';
import type { OpenedRecording } from '../recordingLibrary.ts';
import { figuresBeside, figuresOfOneSession } from './figuresBeside.ts';
import { pairedReps } from './pairedReps.ts';
import { ofOneSession, ofTwoSessions } from './sentences.ts';

/**
 * In what two recordings differ: of two sessions what a report against the earlier one says, of one
 * session what two processings made of each repetition.
 * @throws ReportError where one has packets alone
 */
export async function comparisonOf(
  first: OpenedRecording,
  second: OpenedRecording,
): Promise<ComparisonAnswer> {
  const a = await reportOf(first);
  const b = await reportOf(second);
  const sides = {
    first: sideOf(first.id, a),
    second: sideOf(second.id, b),
    settings: settingsChange(a.session.settings, b.session.settings).map(settingDifference),
  };
  if (originOf(a) !== originOf(b)) {
    const { figures, notCompared, cautions } = figuresBeside(a, b, second.site);
    return {
      ...sides,
      sameSession: false,
      earlier: a.session.startedUs <= b.session.startedUs ? 'first' : 'second',
      sentences: ofTwoSessions(a, b, cautions),
      notCompared,
      figures,
      reps: [],
    };
  }
  const compared = await compareRecordings(first.recording, second.recording);
  return {
    ...sides,
    sameSession: true,
    earlier: null,
    sentences: ofOneSession(compared),
    ...figuresOfOneSession(a, b),
    reps: pairedReps(a, b),
  };
}

/** Of the person it is of now: a slip in the name must not keep two sessions apart, or bring two people together. */
function reportOf({ recording, site, said }: OpenedRecording): Promise<Report> {
  return gatherReport(recording, { site, said });
}

function sideOf(id: string, { session }: Report): ComparedSide {
  const { subject, settings, startedUs, simulated, method = 'live', software } = session;
  const { task, assessment = null } = settings;
  return { id, subject, task, assessment, startedUs, simulated, method, software };
}

function settingDifference({ field, a, b }: FieldChange): SettingDifference {
  return { field, first: settingText(a), second: settingText(b) };
}

function settingText(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
