import { useMemo } from 'preact/hooks';
import { Chart } from '../charts/Chart.tsx';
import { FLEXION_CHART, headlineChart } from '../charts/chartSpec.ts';
import { Figure } from '../figure/Figure.tsx';
import { usePage } from '../store/storeContext.ts';
import { CalibrationGuide } from './CalibrationGuide.tsx';
import { LegCard } from './LegCard.tsx';
import { LiveControls } from './live/LiveControls.tsx';
import { MessageStrip } from './MessageStrip.tsx';
import { RepPanel } from './RepPanel.tsx';
import { ResearchPanel } from './ResearchPanel.tsx';

export function LiveView() {
  const { store } = usePage();
  const headline = store.hello.value?.headline;
  const stage = store.snapshot.value.calibrationStage;
  const headlineSpec = useMemo(() => headline && headlineChart(headline), [headline]);
  const calibrating = stage !== null && stage.stage !== 'done';
  return (
    <>
      <MessageStrip />
      <div class="stage" data-legs={store.sides.value.length}>
        <div class="stage-grid" inert={calibrating}>
          {store.sides.value.map((side) => (
            <LegCard key={side} side={side} />
          ))}
          <Figures />
        </div>
        {calibrating && <CalibrationGuide stage={stage} />}
      </div>
      <RepPanel />
      <LiveControls />
      <div class="charts">
        {headlineSpec && <Chart spec={headlineSpec} />}
        <Chart spec={FLEXION_CHART} />
      </div>
      <ResearchPanel />
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
