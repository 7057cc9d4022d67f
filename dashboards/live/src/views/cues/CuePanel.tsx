import type { SoundState } from '../../audio/cueSound.ts';
import type { Volume } from '../../audio/cueTone.ts';
import { usePage } from '../../store/storeContext.ts';
import { CueIcon, type CueKind } from './CueIcons.tsx';
import type { Haptics } from './useHaptics.ts';

const SOUND_NOTE: Readonly<Record<SoundState, string>> = {
  off: 'from the side of the leg',
  on: 'from the side of the leg',
  blocked: 'this browser wants a tap first',
  none: 'this browser makes no sound',
};

const BY_LOUDNESS: readonly Volume[] = ['quiet', 'medium', 'loud'];

interface CuePanelProps {
  readonly haptics: Haptics;
  readonly id?: string;
}

/** A switch for each way a cue comes out. */
export function CuePanel({ haptics, id = 'cue-panel' }: CuePanelProps) {
  const { sound, cueChoice } = usePage();
  const { shape, colour } = cueChoice;
  const soundState = sound.state.value;
  const switchSound = (on: boolean) => {
    if (on) void sound.turnOn();
    else sound.turnOff();
  };
  return (
    <section class="cue-panel" id={id} aria-label="Cues">
      <p class="soft">One kind at a time is easiest to follow.</p>
      <CueSwitch
        kind="shape"
        name="Words"
        note="in the strip above the legs"
        on={shape.value.value === 'on'}
        onChange={(on) => shape.set(on ? 'on' : 'off')}
      />
      <CueSwitch
        kind="colour"
        name="Colour"
        note="of the strip and the edge of the leg"
        on={colour.value.value === 'on'}
        onChange={(on) => colour.set(on ? 'on' : 'off')}
      />
      <CueSwitch
        kind="sound"
        name="Sound"
        note={SOUND_NOTE[soundState]}
        on={soundState === 'on' || soundState === 'blocked'}
        disabled={soundState === 'none'}
        onChange={switchSound}
      />
      <SoundControls />
      <CueSwitch
        kind="haptic"
        name="Vibration"
        note={haptics.reason || 'the sensor of the leg buzzes twice'}
        on={haptics.on}
        disabled={haptics.reason !== ''}
        onChange={haptics.choose}
      />
    </section>
  );
}

function SoundControls() {
  const { sound } = usePage();
  const isOn = sound.state.value === 'on';
  return (
    <div class="sound-controls">
      <fieldset>
        <legend class="visually-hidden">Volume</legend>
        {BY_LOUDNESS.map((volume) => (
          <button
            key={volume}
            type="button"
            aria-pressed={sound.volume.value.value === volume}
            onClick={() => sound.volume.set(volume)}
          >
            {volume.charAt(0).toUpperCase() + volume.slice(1)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        disabled={!isOn}
        title="The tone of the left leg, then of the right"
        onClick={() => sound.test()}
      >
        Test
      </button>
    </div>
  );
}

interface CueSwitchProps {
  readonly kind: CueKind;
  readonly name: string;
  readonly note: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

function CueSwitch({ kind, name, note, on, disabled = false, onChange }: CueSwitchProps) {
  return (
    <label class="switch cue-switch">
      <input
        type="checkbox"
        checked={on}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <CueIcon kind={kind} on={on} />
      <span>
        {name} <span class="soft">{note}</span>
      </span>
    </label>
  );
}
