import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import '@backstage/ui/css/styles.css';
import './brand/contrast.css';
import { createGroundcrewApp } from './App';

ReactDOM.createRoot(document.getElementById('root')!).render(
  createGroundcrewApp().createRoot(),
);
