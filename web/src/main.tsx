import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './app/fonts.css';
import './app/theme.css';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { loadCatalogue, wholeCatalogue } from './shared/i18n/catalogue';
import { firstLanguage, languageInfo } from './shared/i18n/languages';

/** The nonce under which the server lets us add style elements; each library asks for it in its own way. */
function readNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');
  const nonce = meta?.content ?? '';
  setNonce(nonce);
  (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = nonce;
  return nonce;
}

async function start(): Promise<void> {
  const nonce = readNonce();
  const language = firstLanguage();
  const catalogue = await loadCatalogue(language);
  // A failure is met again, and told, where the texts are needed.
  wholeCatalogue(language).catch(() => undefined);
  document.documentElement.lang = language;
  document.documentElement.dir = languageInfo(language).direction;
  const root = document.getElementById('root');
  if (!root) throw new Error('no #root');
  createRoot(root).render(
    <StrictMode>
      <App catalogue={catalogue} nonce={nonce} />
    </StrictMode>,
  );
}

void start();
