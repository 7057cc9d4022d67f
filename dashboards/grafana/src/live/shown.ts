import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import { REP } from '../../../../src/influx/schema/repMeasurement.ts';
import { on } from '../query/names.ts';
import { SHOWN } from '../query/select.ts';

export const body = on(BODY);

export const rep = on(REP);

/** Whole windows of the display, and never finer than ten points per second. */
export const FINEST = '100ms';

const NOW = 'time > now() - 5s';

export const NOT_LIVE = 'NOT LIVE: nothing for 5 s';

export const OF_BODY = [body.chosen('hub'), body.chosen('session')];

export const OF_REP = [rep.chosen('hub'), rep.chosen('session')];

export const BODY_SHOWN = [...OF_BODY, SHOWN];

export const BODY_NOW = [...OF_BODY, NOW];
