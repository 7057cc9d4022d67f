import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/topBar.css';
import './styles/messageStrip.css';
import './styles/stage.css';
import './styles/legCard.css';
import './styles/calibration.css';
import './styles/stepPicture.css';
import './styles/liveControls.css';
import './styles/reps.css';
import './styles/athlete.css';
import './styles/charts.css';
import './styles/replayBar.css';
import './styles/setup.css';
import './styles/calibrate.css';
import './styles/record.css';
import './styles/dialog.css';
import './styles/cues.css';
import './styles/pain.css';
import './styles/keys.css';
import './styles/help.css';
import './styles/enter.css';
import './styles/contrast.css';
import { render } from 'preact';
import type { Role } from '../../../src/model/role.ts';
import { comeIn, isShutOut } from './api/comeIn.ts';
import { HubApiError } from './api/hubApi.ts';
import { startPage } from './startPage.tsx';
import { followTheme } from './store/theme.ts';
import { EnterView } from './views/enter/EnterView.tsx';

const RETRY_MS = 2000;

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with id "app"');

function askForToken(target: HTMLElement, problem: string): void {
  const enter = (role: Role) => {
    render(null, target);
    startPage(target, role);
  };
  render(<EnterView problem={problem} onEntered={enter} />, target);
}

async function open(target: HTMLElement): Promise<void> {
  try {
    const { role } = await comeIn();
    if (role === null) askForToken(target, '');
    else startPage(target, role);
  } catch (error) {
    if (isShutOut(error)) {
      askForToken(target, error.message);
      return;
    }
    if (!(error instanceof HubApiError)) throw error;
    target.textContent = error.message;
    setTimeout(() => void open(target), RETRY_MS);
  }
}

followTheme();
void open(root);
