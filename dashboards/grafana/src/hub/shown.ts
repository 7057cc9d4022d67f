import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import { SESSION } from '../../../../src/influx/schema/sessionMeasurement.ts';
import { on } from '../query/names.ts';
import { SHOWN } from '../query/select.ts';

export const body = on(BODY);

export const session = on(SESSION);

/** A report covers ten seconds, so that is the finest window of all panels here. */
export const FINEST = '10s';

export const BREAK_AFTER_MS = 25_000;

export const SHOWN_OF_SESSION = [session.chosen('hub'), SHOWN];
