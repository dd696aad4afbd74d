import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { restoreTheme } from './frame/theme.ts';
import { startClock } from './parts/clock.ts';
import { startSession } from './session/session.ts';
import './style/tokens.css';
import './style/base.css';
import './style/controls.css';
import './style/overlays.css';
import './style/tables.css';
import './style/layout.css';

startClock(Date.now);
restoreTheme();
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
void startSession(Date.now);
