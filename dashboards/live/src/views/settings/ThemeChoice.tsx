import '../../styles/theme.css';
import { THEME, type Theme } from '../../store/theme.ts';

const WORDS: Readonly<Record<Theme, { readonly name: string; readonly about: string }>> = {
  system: { name: 'As this device', about: 'Light or dark as the device is set.' },
  light: { name: 'Light', about: 'For a bright room.' },
  dark: { name: 'Dark', about: 'For a dim room, or to spare the battery of a phone.' },
  contrast: {
    name: 'High contrast',
    about: 'Black and white with strong edges, light or dark as the device is set.',
  },
};

/** Colours of the page, kept in this browser: they concern this screen alone. */
export function ThemeChoice() {
  const chosen = THEME.value.value;
  return (
    <fieldset class="theme-choice">
      <legend>Colours of this screen</legend>
      {(Object.keys(WORDS) as Theme[]).map((theme) => (
        <label key={theme} class="switch">
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={chosen === theme}
            onChange={() => THEME.set(theme)}
          />
          <span>
            <strong>{WORDS[theme].name}</strong>
            <span class="soft theme-about">{WORDS[theme].about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
