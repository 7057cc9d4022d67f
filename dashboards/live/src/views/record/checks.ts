import type { LiveStatus } from '../../../../../src/model/liveStatus.ts';
import type { SensorStatus, Snapshot } from '../../../../../src/stream/messages.ts';
import { isArriving, sensorCondition } from '../../store/sensorCondition.ts';
import { roomText } from '../../store/sizeText.ts';
import type { ViewName } from '../viewChoice.ts';

/** Less room than this is told before a session is begun. */
const MINUTES_WANTED = 30;
/** What the hub calls a person of whom nobody said anything. */
export const NOBODY = 'anonymous';

export interface Check {
  readonly name: string;
  readonly isOk: boolean;
  /** False while the hub does not answer: what it said last may hold no more. */
  readonly isKnown: boolean;
  /** What is so, or what fails. */
  readonly says: string;
  /** Where it is put right; null where that is on this page. */
  readonly goTo: ViewName | null;
}

/** A check of what the hub has told. */
type Told = Omit<Check, 'isKnown'>;

interface Known {
  readonly connected: boolean;
  readonly sensors: readonly SensorStatus[];
  readonly snapshot: Pick<Snapshot, 'calibration'>;
  readonly status: LiveStatus | null;
}

/** What a researcher looks at before a trial, in the order of use. */
export function checksOf({ connected, sensors, snapshot, status }: Known): readonly Check[] {
  const told = [
    sensorCheck(sensors),
    calibrationCheck(snapshot.calibration),
    diskCheck(status),
    subjectCheck(status),
  ];
  return told.map((check) =>
    connected
      ? { ...check, isKnown: true }
      : { name: check.name, isOk: false, isKnown: false, says: 'not known now', goTo: null },
  );
}

function sensorCheck(sensors: readonly SensorStatus[]): Told {
  const worn = sensors.filter(({ placement }) => placement !== null);
  const isHere = (sensor: SensorStatus) => isArriving(sensorCondition(sensor, true));
  const streaming = worn.filter(isHere);
  const troubled = worn.find((sensor) => !isHere(sensor) || sensor.problem !== null);
  const isOk = streaming.length > 0 && troubled === undefined;
  const says = isOk
    ? `${streaming.length} worn and streaming`
    : worn.length === 0
      ? 'none is worn'
      : (troubled?.problem ?? `${streaming.length} of ${worn.length} stream`);
  return { name: 'Sensors', isOk, says, goTo: 'setup' };
}

function calibrationCheck(calibration: Snapshot['calibration']): Told {
  const verdict = calibration?.verdict ?? null;
  const isOk = verdict === 'good' || verdict === 'usable';
  const says = verdict === null ? 'not done' : verdict === 'redo' ? 'to be done again' : verdict;
  return { name: 'Calibrated', isOk, says, goTo: 'calibrate' };
}

function diskCheck(status: LiveStatus | null): Told {
  const minutes = status?.recording.minutesLeft ?? null;
  const problem = status?.recording.problem ?? null;
  const isOk =
    status !== null && problem === null && (minutes === null || minutes >= MINUTES_WANTED);
  const room = minutes === null ? 'room not known' : `room for ${roomText(minutes)}`;
  return { name: 'Disk', isOk, says: problem ?? room, goTo: null };
}

function subjectCheck(status: LiveStatus | null): Told {
  const subject = status?.recording.subject ?? '';
  const isOk = subject !== '' && subject !== NOBODY;
  return {
    name: 'Participant',
    isOk,
    says: isOk ? subject : 'none given: begin a new session with a pseudonym',
    goTo: null,
  };
}
