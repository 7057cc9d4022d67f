import { useRef, useState } from 'preact/hooks';
import type { ReplayState } from '../../../../../src/stream/messages.ts';
import { useDrawer } from '../../draw/useDrawer.ts';
import { formatClock, formatHundredths } from '../../store/formatValue.ts';
import { BUTTON_SPEEDS } from '../../store/replaySteering.ts';
import { skipTargetS, skipWords } from '../../store/skipTarget.ts';
import { usePage } from '../../store/storeContext.ts';
import { JumpMenu } from './JumpMenu.tsx';
import { LoopControls } from './LoopControls.tsx';
import { Scrub } from './Scrub.tsx';
import { StepButton } from './StepButton.tsx';
import { useLiveBehind } from './useLiveBehind.ts';
import { useReplayKeys } from './useReplayKeys.ts';
import { useRoomBehind } from './useRoomBehind.ts';
import { useSeek } from './useSeek.ts';
import { WhatIsShown } from './WhatIsShown.tsx';

export function ReplayBar({ replay }: { readonly replay: ReplayState }) {
  useReplayKeys();
  const seek = useSeek();
  const behind = useLiveBehind();
  const [isOpen, setOpen] = useState(false);
  const bar = useRef<HTMLElement>(null);
  useRoomBehind(bar);
  return (
    <section class="replay-bar" aria-label="Replay" ref={bar}>
      <SkipButton replay={replay} />
      <WhatIsShown behind={behind} />
      <div class="replay-row">
        <PlayButton replay={replay} />
        <StepButton frames={-1} />
        <StepButton frames={1} />
        <Scrub replay={replay} seek={seek} />
        <Clock replay={replay} held={seek.held} />
        <button
          type="button"
          class="replay-more"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Less' : 'More'}
        </button>
        <div class="replay-options" data-open={isOpen}>
          <LoopControls replay={replay} />
          <Speeds current={replay.speed} />
          <JumpMenu marks={replay.marks} durationS={replay.durationS} />
        </div>
      </div>
    </section>
  );
}

interface ClockProps {
  readonly replay: ReplayState;
  readonly held: number | null;
}

/** To the hundredth while it stands, when somebody looks for a frame. */
function Clock({ replay, held }: ClockProps) {
  const { store } = usePage();
  const { positionS, durationS, readyS, playing } = replay;
  const text = useRef<HTMLSpanElement>(null);
  useDrawer(
    () => ({
      draw: () => {
        const now = held === null ? store.replayNow() : null;
        // Into the node that the component wrote, so that it finds it again.
        const node = text.current?.firstChild;
        if (!node || !now) return;
        const frame = store.frames.latest;
        // Frames of one packet share a position, and each is of an instant of its own.
        if (now.playing) node.nodeValue = formatClock(now.positionS);
        else if (frame) node.nodeValue = formatHundredths((frame.timeUs - now.startUs) / 1e6);
      },
    }),
    [store, held],
  );
  const stands = held !== null || !playing;
  const words = stands ? formatHundredths(held ?? positionS) : formatClock(positionS);
  return (
    <span class="clock">
      <span ref={text}>{words}</span> / {formatClock(durationS)}
      {readyS < durationS && <small class="ready">computed to {formatClock(readyS)}</small>}
    </span>
  );
}

function PlayButton({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const { playing, positionS, durationS } = replay;
  const again = positionS >= durationS ? 'Play again' : 'Play';
  return (
    <button
      type="button"
      class="play"
      title="Space bar"
      aria-keyshortcuts="Space"
      onClick={() => store.send({ type: 'replay', action: playing ? 'pause' : 'play' })}
    >
      {playing ? 'Pause' : again}
    </button>
  );
}

/** Recordings begin with the calibration, which shows no legs: offers to go where they move. */
function SkipButton({ replay }: { readonly replay: ReplayState }) {
  const { store } = usePage();
  const targetS = skipTargetS(replay);
  if (targetS === null) return null;
  return (
    <button
      type="button"
      class="skip"
      onClick={() => store.send({ type: 'replay', action: 'seek', positionS: targetS })}
    >
      {skipWords(store.hello.value?.task)}
    </button>
  );
}

function Speeds({ current }: { readonly current: number }) {
  const { store } = usePage();
  const other = BUTTON_SPEEDS.some((speed) => speed === current) ? null : current;
  return (
    <fieldset class="speeds">
      <legend class="visually-hidden">Speed</legend>
      {BUTTON_SPEEDS.map((speed) => (
        <button
          key={speed}
          type="button"
          aria-pressed={current === speed}
          onClick={() => store.send({ type: 'replay', action: 'speed', speed })}
        >
          {speed}×
        </button>
      ))}
      {other !== null && <span class="other-speed">{other}×</span>}
    </fieldset>
  );
}
