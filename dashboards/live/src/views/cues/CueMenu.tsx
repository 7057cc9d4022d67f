import { useEffect, useRef, useState } from 'preact/hooks';
import { usePage } from '../../store/storeContext.ts';
import { useKeys } from '../keys/useKeys.ts';
import { whenLeft } from '../whenLeft.ts';
import { CueIcon, type CueKind } from './CueIcons.tsx';
import { CuePanel } from './CuePanel.tsx';
import { useHaptics } from './useHaptics.ts';

const KINDS: readonly CueKind[] = ['shape', 'colour', 'sound', 'haptic'];
const KIND_NAME: Readonly<Record<CueKind, string>> = {
  shape: 'words',
  colour: 'colour',
  sound: 'sound',
  haptic: 'vibration',
};

/** How cues come out, at a glance, and the panel that switches each kind. */
export function CueMenu() {
  const { sound, cueChoice } = usePage();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const haptics = useHaptics();
  useKeys(() => [{ key: 'm', does: 'Sound on or off', group: 'Page', press: toggle }], [sound]);
  useEffect(() => {
    if (!open) return;
    return whenLeft(box.current, (byKey) => {
      setOpen(false);
      if (byKey) button.current?.focus();
    });
  }, [open]);
  const isOn: Readonly<Record<CueKind, boolean>> = {
    shape: cueChoice.shape.value.value === 'on',
    colour: cueChoice.colour.value.value === 'on',
    sound: sound.state.value === 'on',
    haptic: haptics.on,
  };
  const on = KINDS.filter((kind) => isOn[kind]).map((kind) => KIND_NAME[kind]);
  const blocked = sound.state.value === 'blocked';
  const text = blocked ? 'Tap for sound' : on.length > 0 ? 'Cues' : 'Cues off';

  function toggle(): undefined {
    void sound.toggle();
  }

  return (
    <div class="cue-menu" ref={box}>
      <button
        type="button"
        class="cue-button"
        ref={button}
        data-blocked={blocked}
        aria-expanded={open}
        aria-controls="cue-panel"
        aria-label={`${text}: ${on.join(', ') || 'none'}`}
        onClick={() => setOpen(!open)}
      >
        <span class="cue-icons">
          {KINDS.map((kind) => (
            <CueIcon key={kind} kind={kind} on={isOn[kind]} />
          ))}
        </span>
        <span class="cue-text">{text}</span>
      </button>
      {open && <CuePanel haptics={haptics} />}
    </div>
  );
}
