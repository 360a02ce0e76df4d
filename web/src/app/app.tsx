import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { newQueryClient } from '../shared/api/query';
import { setSignedOutHandler } from '../shared/api/request';
import { sessionKey } from '../shared/api/session';
import type { Catalogue } from '../shared/i18n/catalogue';
import { themeMemory } from './color-scheme';
import { LanguageProvider } from './language';
import { makeRouter } from './router';
import { resolveVariables, theme } from './theme';

const colorScheme = themeMemory();

export function App(props: { catalogue: Catalogue; nonce: string }) {
  const [client] = useState(() => {
    const made = newQueryClient();
    setSignedOutHandler(() => made.setQueryData(sessionKey, null));
    return made;
  });
  const [router] = useState(() => makeRouter());
  return (
    <DirectionProvider detectDirection>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
        getStyleNonce={() => props.nonce}
      >
        <QueryClientProvider client={client}>
          <LanguageProvider initial={props.catalogue}>
            <Notifications position="bottom-center" limit={4} autoClose={6000} />
            <RouterProvider router={router} />
          </LanguageProvider>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}
