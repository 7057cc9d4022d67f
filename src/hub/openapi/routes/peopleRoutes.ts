import { noteBody } from '../../programmeRoutes.ts';
import { trendsQuery } from '../../trendRoutes.ts';
import { people, person, trendMetrics, trends } from '../answers/peopleSchemas.ts';
import type { RouteDescriptions } from '../routeDescription.ts';

const tag = 'people';
const NO_PSEUDONYM = 'It is no pseudonym';

export const PEOPLE_ROUTES: RouteDescriptions = {
  'GET /api/v1/trends/metrics': {
    tag,
    summary: 'The figures that trends can be asked of',
    answer: { words: 'The figures', schema: trendMetrics },
  },
  'GET /api/v1/trends': {
    tag,
    summary: 'One figure of one person over sessions, by task and leg',
    about: 'With format=csv it is text/csv: a row per session and leg.',
    query: trendsQuery,
    answer: { words: 'With the detectable change', schema: trends },
    refusals: {
      400: 'A question is not valid; the sentence names it, and what is',
      503: 'The database was asked for and does not answer',
    },
  },
  'GET /api/v1/programme': {
    tag,
    summary: 'Everybody with recordings, and where they stand in the programme',
    answer: { words: 'Who was there last first', schema: people },
  },
  'GET /api/v1/programme/:subject': {
    tag,
    summary: 'Where one person stands in the programme, and why',
    about: 'A pseudonym without recordings stands at the beginning.',
    answer: { words: 'The state and the course', schema: person },
    refusals: { 400: NO_PSEUDONYM },
  },
  'POST /api/v1/programme/:subject/notes': {
    tag,
    summary: 'What is said of the programme outside a session, or in the one that goes on',
    body: { schema: noteBody, example: { note: { painAfter: 4 }, by: 'AB' } },
    answer: { words: 'Where the person stands now', schema: person },
    refusals: {
      400: `${NO_PSEUDONYM}, or the note is not valid`,
      409: 'There is no recording it could go beside, or the session is of somebody else',
    },
  },
};
