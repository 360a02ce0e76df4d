// Runs before the first paint, so that neither a dark page flashes white nor a Persian one starts on the wrong side.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const chosen = read('colonnade.theme');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = read('colonnade.language');
  if (language) {
    root.lang = language;
    root.dir = language === 'fa' ? 'rtl' : 'ltr';
  }
})();
