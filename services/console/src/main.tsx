import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startSession } from './session/session.ts';
import './style/tokens.css';
import './style/base.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
void startSession(Date.now);
