import { BODY } from '../../../../src/influx/schema/bodyMeasurement.ts';
import { REP } from '../../../../src/influx/schema/repMeasurement.ts';
import { SESSION as FACTS } from '../../../../src/influx/schema/sessionMeasurement.ts';
import { on } from '../query/names.ts';
import { SHOWN } from '../query/select.ts';

const body = on(BODY);

export const rep = on(REP);

export const facts = on(FACTS);

export const BODY_SHOWN = [body.chosen('hub'), body.chosen('session'), SHOWN];

export const REP_SHOWN = [rep.chosen('hub'), rep.chosen('session'), SHOWN];

export const FACTS_SHOWN = [facts.chosen('hub'), facts.chosen('session'), SHOWN];
