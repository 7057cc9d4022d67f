import { describe, expect, it } from 'vitest';
import { modeLabel } from '../../dashboards/live/src/store/modeLabel.ts';
import { countedReps, repAnnouncement } from '../../dashboards/live/src/store/repList.ts';
import { tempoOfRep, tempoText } from '../../dashboards/live/src/store/tempo.ts';
import { openingView, ViewChoice } from '../../dashboards/live/src/views/viewChoice.ts';
import type { Rep } from '../../src/model/movement.ts';
import { repLeg, repOf } from '../movement/reps.ts';

const REP: Rep = repOf(3, {
  startUs: 0,
  bottomUs: 1,
  endUs: 2,
  eccentricS: 1.84,
  holdS: 0.3,
  concentricS: 1.2,
  legs: [repLeg('right', { band: 'slightly in' }), repLeg('left')],
});

describe('words on the page', () => {
  it('says plainly what is being looked at', () => {
    expect(modeLabel({ mode: 'replay', simulated: true, results: 'stored' })).toBe(
      'Replay of simulated data',
    );
    expect(modeLabel({ mode: 'replay', simulated: false, results: 'stored' })).toBe('Replay');
    expect(modeLabel({ mode: 'live', simulated: true, results: 'live' })).toBe('Simulated sensors');
    expect(modeLabel({ mode: 'live', simulated: false, results: 'live' })).toBe('Live');
    expect(modeLabel({ mode: 'replay', simulated: false, results: 'recomputed' })).toBe(
      'Replay, computed anew',
    );
  });

  it('announces a rep left before right, and one that does not count as such', () => {
    expect(repAnnouncement(REP)).toBe('Rep 3: left in line, right slightly in.');
    expect(repAnnouncement({ ...REP, counted: false })).toContain('not counted');
  });

  it('counts only reps on good data', () => {
    expect(countedReps([REP, { ...REP, counted: false }, REP])).toBe(2);
  });

  it('tells the tempo in seconds', () => {
    expect(tempoText(tempoOfRep(REP))).toBe('Down 1.8 s, hold 0.3 s, up 1.2 s');
  });

  it('opens with the set-up only when a live hub has nothing streaming', () => {
    expect(openingView({ mode: 'live' }, [])).toBe('setup');
    expect(openingView({ mode: 'live' }, [{ link: 'lost' }])).toBe('setup');
    expect(openingView({ mode: 'live' }, [{ link: 'streaming' }])).toBe('live');
    expect(openingView({ mode: 'replay' }, [])).toBe('live');
  });

  it('goes to the live view when sensors stream, and never away from it by itself', () => {
    const choice = new ViewChoice();
    choice.update({ mode: 'live' }, []);
    expect(choice.view.value).toBe('setup');
    choice.update({ mode: 'live' }, [{ link: 'streaming' }]);
    expect(choice.view.value).toBe('live');
    choice.update({ mode: 'live' }, [{ link: 'lost' }]);
    expect(choice.view.value).toBe('live');
  });

  it('stays where a person is at work', () => {
    const choice = new ViewChoice();
    choice.update({ mode: 'live' }, []);
    choice.pin();
    choice.update({ mode: 'live' }, [{ link: 'streaming' }]);
    expect(choice.view.value).toBe('setup');
  });
});
