import { GAUGE_LEG, LIVE_MODE, REP_TARGET } from '../../store/livePreferences.ts';
import { usePage } from '../../store/storeContext.ts';
import { HelpOn } from '../help/HelpOn.tsx';
import { PersonControls } from '../PersonControls.tsx';
import { PreferenceSelect } from './PreferenceSelect.tsx';

const MODE_NAMES = { coach: 'Coach', athlete: 'Athlete' } as const;

const LEGS = [
  ['worse', 'Worse leg'],
  ['left', 'Left leg'],
  ['right', 'Right leg'],
] as const;

const TARGETS = [
  ['assessment', 'Auto target'],
  ['none', 'No target'],
  ...(['5', '8', '10', '12', '15', '20'] as const).map((n) => [n, `Target ${n}`] as const),
] as const;

/** What a person does beside looking: for whom the view is, a new set, what is aimed at. */
export function LiveControls() {
  const { store, role } = usePage();
  const mode = LIVE_MODE.value.value;
  const live = store.hello.value?.mode === 'live' && role === 'operator';
  return (
    <section class="live-controls" aria-label="Controls">
      <div class="mode-switch">
        {(['coach', 'athlete'] as const).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={mode === name}
            onClick={() => LIVE_MODE.set(name)}
          >
            {MODE_NAMES[name]}
          </button>
        ))}
      </div>
      {mode === 'coach' ? (
        <PreferenceSelect label="Target" preference={REP_TARGET} names={TARGETS} />
      ) : (
        <PreferenceSelect label="Gauge" preference={GAUGE_LEG} names={LEGS} />
      )}
      {live && (
        <button type="button" class="new-set" onClick={() => store.send({ type: 'newSet' })}>
          New set
        </button>
      )}
      <HelpOn about="the figures of Live" terms={['band', 'error', 'light', 'leftRight']} />
      <PersonControls />
    </section>
  );
}
