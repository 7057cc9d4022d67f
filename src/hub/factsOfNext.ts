import type { FactName } from '../model/factNames.ts';
import type { SessionFacts } from '../model/sessionFacts.ts';
import type { FactsEdit } from '../recording/sidecar/sidecarEdit.ts';

/** True of one session alone: what was felt then says nothing of the next. */
const OF_ONE_SESSION: ReadonlySet<FactName> = new Set<FactName>([
  'trial',
  'notes',
  'painBefore',
  'painDuring',
  'painAfter',
]);
/** True of one person alone. */
const OF_ONE_PERSON: ReadonlySet<FactName> = new Set<FactName>([
  'dominantSide',
  'rightLegLengthM',
  'leftLegLengthM',
  'rightToeOutDeg',
  'leftToeOutDeg',
  'consent',
  'consentDay',
]);

/** What is said of the next session: what still holds of the one before, and what was given. */
export function factsOfNext(
  before: SessionFacts,
  given: FactsEdit,
  isSamePerson: boolean,
): SessionFacts {
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(before)) {
    if (holdsOn(name as FactName, isSamePerson)) facts[name] = value;
  }
  for (const [name, value] of Object.entries(given)) {
    if (value === null) delete facts[name];
    else facts[name] = value;
  }
  return facts;
}

function holdsOn(name: FactName, isSamePerson: boolean): boolean {
  return !OF_ONE_SESSION.has(name) && (isSamePerson || !OF_ONE_PERSON.has(name));
}
