import { LIVE_MODE } from '../../store/livePreferences.ts';
import { usePage } from '../../store/storeContext.ts';
import { CuePanel } from '../cues/CuePanel.tsx';
import { useHaptics } from '../cues/useHaptics.ts';
import { SCREEN_GROUP } from './groups.ts';
import { ThemeChoice } from './ThemeChoice.tsx';

const MODES = [
  { mode: 'coach', label: 'Coach', says: 'Both legs, their figures and the list of repetitions.' },
  { mode: 'athlete', label: 'Athlete', says: 'One large gauge, to be followed while moving.' },
] as const;

/** What concerns this screen alone; kept in the browser, not on the hub. */
export function ScreenGroup() {
  const { keys } = usePage();
  const haptics = useHaptics();
  return (
    <section class="settings-card" aria-labelledby="settings-group">
      <h3 id="settings-group">{SCREEN_GROUP.label}</h3>
      <p class="soft">{SCREEN_GROUP.about}</p>
      <div class="screen-choices">
        <ThemeChoice />
        <fieldset>
          <legend>Live is for</legend>
          {MODES.map(({ mode, label, says }) => (
            <label key={mode} class="switch">
              <input
                type="radio"
                name="live-mode"
                checked={LIVE_MODE.value.value === mode}
                onChange={() => LIVE_MODE.set(mode)}
              />
              <span>
                <strong>{label}</strong>
                <span class="soft choice-about">{says}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div>
          <h4>Cues on this screen</h4>
          <p class="soft">
            Whether a cue is given at all is decided under Cues, for all screens. Vibration is of
            the sensors, so it changes for everybody.
          </p>
          <CuePanel haptics={haptics} id="settings-cues" />
        </div>
        <div>
          <h4>Keys</h4>
          <p class="soft">
            Single letters switch views and set markers. Switch them off where you speak to your
            computer.
          </p>
          <label class="switch">
            <input
              type="checkbox"
              checked={keys.preference.value.value === 'on'}
              onChange={({ currentTarget }) =>
                keys.preference.set(currentTarget.checked ? 'on' : 'off')
              }
            />
            <span>Single keys work on this page</span>
          </label>
        </div>
      </div>
    </section>
  );
}
