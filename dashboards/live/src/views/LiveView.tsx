import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { Chart } from '../charts/Chart.tsx';
import { FLEXION_CHART, headlineChart } from '../charts/chartSpec.ts';
import { Figure } from '../figure/Figure.tsx';
import { LIVE_MODE } from '../store/livePreferences.ts';
import { usePage } from '../store/storeContext.ts';
import { CalibrationGuide } from './CalibrationGuide.tsx';
import { LegCard } from './LegCard.tsx';
import { AthleteCard } from './live/AthleteCard.tsx';
import { AthleteCount } from './live/AthleteCount.tsx';
import { LiveControls } from './live/LiveControls.tsx';
import { SetPanel } from './live/SetPanel.tsx';
import { MessageStrip } from './MessageStrip.tsx';
import { ResearchPanel } from './ResearchPanel.tsx';
import type { ViewChoice } from './viewChoice.ts';

interface LiveViewProps {
  readonly choice: ViewChoice;
}

/** For the coach, or for whoever moves. */
export function LiveView({ choice }: LiveViewProps) {
  const stage = usePage().store.snapshot.value.calibrationStage;
  const calibrating = stage !== null && stage.stage !== 'done';
  const guide = calibrating && <CalibrationGuide stage={stage} />;
  return (
    <>
      <MessageStrip />
      {LIVE_MODE.value.value === 'coach' ? (
        <CoachView guide={guide} />
      ) : (
        <div class="athlete">
          {guide ? <div class="stage">{guide}</div> : <AthleteCard />}
          <AthleteCount />
        </div>
      )}
      <LiveControls />
      {LIVE_MODE.value.value === 'coach' && <More choice={choice} />}
    </>
  );
}

function CoachView({ guide }: { readonly guide: ComponentChildren }) {
  const { store } = usePage();
  return (
    <>
      <div class="stage" data-legs={store.sides.value.length}>
        <div class="stage-grid" inert={Boolean(guide)}>
          {store.sides.value.map((side) => (
            <LegCard key={side} side={side} />
          ))}
          <Figures />
        </div>
        {guide}
      </div>
      <SetPanel />
    </>
  );
}

/** What nobody needs across the room. */
function More({ choice }: LiveViewProps) {
  const headline = usePage().store.hello.value?.headline;
  const headlineSpec = useMemo(() => headline && headlineChart(headline), [headline]);
  return (
    <>
      <div class="charts">
        {headlineSpec && <Chart spec={headlineSpec} />}
        <Chart spec={FLEXION_CHART} />
      </div>
      <ResearchPanel choice={choice} />
    </>
  );
}

function Figures() {
  return (
    <section class="figures" aria-label="Posture">
      <div class="figure-front">
        <p class="figure-caption">
          <span>Left</span>
          <span class="soft">mirror view</span>
          <span>Right</span>
        </p>
        <Figure view="front" />
      </div>
      <div class="figure-side">
        <p class="figure-caption">
          <span class="soft">side, facing →</span>
        </p>
        <Figure view="side" />
      </div>
    </section>
  );
}
