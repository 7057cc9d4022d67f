import type { PipelineEvent } from '../../src/model/events.ts';
import type { LandingLeg } from '../../src/model/landing.ts';
import { PLACEMENTS, SIDES } from '../../src/model/placement.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Task } from '../../src/model/task.ts';
import { mean } from '../../src/signal/statistics.ts';
import { simulateSquatSession } from '../../src/simulator/squatSession.ts';
import { simulateBalanceSession } from '../../src/simulator/tasks/balanceSession.ts';
import { simulateGaitSession } from '../../src/simulator/tasks/gaitSession.ts';
import type { LandingOptions } from '../../src/simulator/tasks/landingOptions.ts';
import { simulateLandingSession } from '../../src/simulator/tasks/landingSession.ts';
import type { TaskSession } from '../../src/simulator/tasks/taskSession.ts';
import { inputsOf, secondsOf, wholeRun } from '../validate/simulator/simulatedFrames.ts';
import type { Results } from './results.ts';

const RATE_HZ = 200;
const LANDING_PEOPLE = 40;
const OTHER_PEOPLE = 5;
const WALKING_PEOPLE = 12;
const HEIGHTS_M = [0, 0.15, 0.3, 0.5];
const STRIDES_S = [0.9, 1.1, 1.6];
/** A walk begins and ends in so many steps of a foot that are smaller than its strides. */
const RAMP_STEPS = 2;
const NAMES = { initialContact: 'initial contact', toeOff: 'toe-off' } as const;
const WORN = PLACEMENTS.filter((each) => /thigh|shank/.test(each));
/** O10: a sample and 5 ms. */
const CONTACT_BOUND_MS = 10;

/** Landings, what is none, and strides, over people, through radio, timing and calibration. */
export async function soakLandings(results: Results): Promise<void> {
  landings(results);
  noLandings(results);
  strides(results);
}

function landings(results: Results): void {
  const figures = new Figures();
  let truths = 0;
  let found = 0;
  for (let seed = 1; seed <= LANDING_PEOPLE; seed++) {
    const session = simulateLandingSession({
      seed,
      rateHz: RATE_HZ,
      landings: 1,
      jumpHeightM: HEIGHTS_M[seed % HEIGHTS_M.length],
      valgus: [seed % 3 === 0 ? 'neutral' : 'marked'],
      placements: WORN,
    });
    const told = eventsOf(session, 'landing', RATE_HZ).filter((event) => event.type === 'landing');
    found += told.length;
    for (const truth of session.events) {
      if (truth.type !== 'landing') continue;
      truths++;
      const near = told.find(
        ({ landing }) => Math.abs(secondsOf(landing.initialContactUs) - truth.timeS) < 0.1,
      );
      if (!near) continue;
      const { legs, flight } = near.landing;
      if (truth.jumpHeightM !== null) {
        const error = (flight.jumpHeightM ?? Number.NaN) - truth.jumpHeightM;
        figures.add('jump height', 'cm', 100 * error);
      }
      for (const leg of legs) addLeg(figures, leg, session, truth.timeS);
    }
  }
  results.exactly('landings: told of those that were', found, truths);
  const contacts = figures.of('initial contact');
  results.exactly('landings: contacts on both legs', contacts.length, 2 * truths);
  const largest = Math.max(...contacts.map(Math.abs));
  results.atMost('landings: largest error of a contact', largest, CONTACT_BOUND_MS, 'ms');
  figures.tell('landings', results);
}

function addLeg(
  figures: Figures,
  leg: LandingLeg,
  session: TaskSession<LandingOptions>,
  contactS: number,
): void {
  const truthAt = (afterS: number) => {
    const truth = session.truthAt(contactS + afterS).find(({ side }) => side === leg.side);
    return truth?.measures ?? { kneeFlexionDeg: Number.NaN, kneeValgusDeg: Number.NaN };
  };
  const { kneeFlexionDeg, kneeValgusDeg } = truthAt(0);
  const deepest = truthAt(0.2);
  figures.add('initial contact', 'ms', 1000 * (secondsOf(leg.initialContactUs) - contactS));
  figures.add(
    'flexion at contact',
    'deg',
    (leg.flexionAtContactDeg ?? Number.NaN) - kneeFlexionDeg,
  );
  figures.add('peak flexion', 'deg', (leg.peakFlexionDeg ?? Number.NaN) - deepest.kneeFlexionDeg);
  figures.add(
    'valgus excursion',
    'deg',
    (leg.kneeValgus.excursion ?? Number.NaN) - (deepest.kneeValgusDeg - kneeValgusDeg),
  );
}

function noLandings(results: Results): void {
  for (let seed = 1; seed <= OTHER_PEOPLE; seed++) {
    const given = { seed, rateHz: RATE_HZ, placements: WORN };
    const sessions = {
      squats: simulateSquatSession({ ...given, reps: 5 }),
      walking: simulateGaitSession({ ...given, strides: 15, strideS: 0.8 }),
      'standing on one leg': simulateBalanceSession(given),
    };
    for (const [name, session] of Object.entries(sessions)) {
      const told = eventsOf(session, 'landing', RATE_HZ).filter(({ type }) => type === 'landing');
      results.exactly(`no landings: ${name}, person ${seed}`, told.length, 0);
    }
  }
}

function strides(results: Results): void {
  const figures = new Figures();
  let trueEvents = 0;
  let rejected = 0;
  for (let seed = 1; seed <= WALKING_PEOPLE; seed++) {
    const strideS = STRIDES_S[seed % STRIDES_S.length];
    const session = simulateGaitSession({ seed, strides: 30, strideS, placements: WORN });
    const events = eventsOf(session, 'gait', 100);
    const told = events.flatMap((event) => (event.type === 'stride' ? [event] : []));
    rejected += events.filter(({ type }) => type === 'strideRejected').length;
    for (const type of ['initialContact', 'toeOff'] as const) {
      for (const side of SIDES) {
        const truths = session.events
          .filter((event) => event.type === type && event.side === side)
          .slice(RAMP_STEPS, -RAMP_STEPS);
        trueEvents += truths.length;
        const times = told
          .filter(({ stride }) => stride.side === side)
          .flatMap(({ stride }) =>
            type === 'toeOff' ? [stride.toeOffUs] : [stride.initialContactUs, stride.nextContactUs],
          );
        for (const { timeS } of truths) {
          const errors = times.map((timeUs) => 1000 * (secondsOf(timeUs) - timeS));
          const error = errors.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), 1e9);
          if (Math.abs(error) < 50) figures.add(NAMES[type], 'ms', error);
        }
      }
    }
    for (const { timeUs, stride } of told) {
      figures.add('told after the contact', 'ms', (timeUs - stride.nextContactUs) / 1000);
    }
  }
  const found = figures.of(NAMES.initialContact).length + figures.of(NAMES.toeOff).length;
  results.within('strides: events found', (100 * found) / trueEvents, 98, 100, '%');
  results.told('strides: rejected', rejected, '1');
  results.atMost(
    'strides: bias of a contact',
    Math.abs(mean(figures.of(NAMES.initialContact))),
    25,
    'ms',
  );
  results.atMost('strides: bias of a toe-off', Math.abs(mean(figures.of(NAMES.toeOff))), 75, 'ms');
  figures.tell('strides', results);
}

function eventsOf(
  session: Parameters<typeof inputsOf>[0],
  task: Task,
  frameRateHz: number,
): readonly PipelineEvent[] {
  return wholeRun(inputsOf(session), { ...DEFAULT_SETTINGS, task, frameRateHz }).events;
}

/** Errors by name. */
class Figures {
  readonly #values = new Map<string, { readonly unit: string; readonly values: number[] }>();

  add(name: string, unit: string, value: number): void {
    const known = this.#values.get(name) ?? { unit, values: [] };
    this.#values.set(name, known);
    known.values.push(value);
  }

  of(name: string): readonly number[] {
    return this.#values.get(name)?.values ?? [];
  }

  tell(group: string, results: Results): void {
    for (const [name, { unit, values }] of this.#values) {
      const bias = mean(values);
      const sd = Math.sqrt(mean(values.map((value) => (value - bias) ** 2)));
      results.told(`${group}: ${name}, mean`, bias, unit);
      results.told(`${group}: ${name}, sd`, sd, unit);
    }
  }
}
