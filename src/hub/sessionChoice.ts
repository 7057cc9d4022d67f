import { ASSESSMENT_TASKS } from '../model/assessment.ts';
import { legLengthsOf } from '../model/legLengths.ts';
import type { SessionFacts } from '../model/sessionFacts.ts';
import {
  type EffectiveSettings,
  LANDING_FRAMES_HZ,
  type SubjectSettings,
} from '../model/settings.ts';
import { withSettings } from '../model/settingsSchema.ts';
import type { Task } from '../model/task.ts';
import { factsOfNext } from './factsOfNext.ts';
import type { SessionWish } from './sessionWish.ts';

/** Of whom and what a live session is, as far as a person chooses it. */
export interface SessionChoice {
  readonly subject: string;
  readonly protocol: string;
  /** null where the lengths of the leg were given instead. */
  readonly heightM: number | null;
  readonly settings: EffectiveSettings;
  /** What is said of the recording besides. */
  readonly facts: SessionFacts;
}

/**
 * The next session: as the one before in all that the wish does not name. The body of another person
 * is that of the start where it is not named.
 * @param start how the hub was started: free practice is of its task, at its frame rate
 */
export function choiceAfter(
  before: SessionChoice,
  wish: SessionWish,
  start: Pick<SessionChoice, 'heightM' | 'settings'>,
): SessionChoice {
  const isSamePerson = wish.subject === before.subject;
  const assessed = assessedBy(before.settings, wish.assessment, start.settings);
  const settings = withSettings(assessed, { cue: wish.cue ?? {} });
  const body = isSamePerson ? before : start;
  return {
    subject: wish.subject,
    protocol: wish.protocol ?? before.protocol,
    heightM: heightAfter(body.heightM, wish),
    settings: { ...settings, subject: subjectAfter(body.settings.subject, wish, isSamePerson) },
    facts: factsOfNext(before.facts, wish.facts ?? {}, isSamePerson),
  };
}

function assessedBy(
  settings: EffectiveSettings,
  assessment: SessionWish['assessment'],
  start: EffectiveSettings,
): EffectiveSettings {
  if (assessment === undefined) return settings;
  const { assessment: _, ...rest } = settings;
  const task = assessment === null ? start.task : ASSESSMENT_TASKS[assessment];
  const frameRateHz = frameRateOf(task, start);
  return { ...rest, task, frameRateHz, ...(assessment !== null && { assessment }) };
}

function frameRateOf(task: Task, start: EffectiveSettings): number {
  if (task === start.task || task !== 'landing') return start.frameRateHz;
  return Math.max(LANDING_FRAMES_HZ, start.frameRateHz);
}

function heightAfter(before: number | null, wish: SessionWish): number | null {
  if (wish.heightM !== undefined) return wish.heightM;
  return wish.shankLengthM === undefined && wish.thighLengthM === undefined ? before : null;
}

function subjectAfter(
  before: SubjectSettings,
  { heightM, shankLengthM, thighLengthM, toeOutDeg }: SessionWish,
  isSamePerson: boolean,
): SubjectSettings {
  const { measured, ...rest } = before;
  return {
    ...rest,
    ...(heightM !== undefined && legLengthsOf(heightM)),
    ...(shankLengthM !== undefined && { shankLengthM }),
    ...(thighLengthM !== undefined && { thighLengthM }),
    ...(toeOutDeg !== undefined && {
      toeOutDeg: typeof toeOutDeg === 'number' ? { right: toeOutDeg, left: toeOutDeg } : toeOutDeg,
    }),
    // Of this person's bones, so of nobody else's.
    ...(isSamePerson && measured && { measured }),
  };
}
