import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/**
 * The address bar's parameters, each plain text, so that a link reads as it looks:
 * `?period=2026-Q3&sort=-amount`.
 */
export type AddressState = Record<string, string>;

/** The parameters that stay when one goes to another page. */
export const lastingParameters = ['period', 'as_of'] as const;

export function parseAddress(search: string): AddressState {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeAddress(state: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** Reads and changes the address bar's parameters; a change replaces the entry, so "back" leaves the page. */
export function useAddress(): [AddressState, (change: Record<string, string | undefined>) => void] {
  const state = useSearch({ strict: false }) as AddressState;
  const navigate = useNavigate();
  const change = useCallback(
    (next: Record<string, string | undefined>) => {
      void navigate({
        to: '.',
        search: ((former: AddressState) => ({ ...former, ...next })) as never,
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [state, change];
}

export interface View {
  /** A period's key ("2026-Q3") or a range ("2026-07-01..2026-09-30"); absent: the one that runs today. */
  period?: string;
  /** The day as of which everything is shown; absent: today. */
  asOf?: string;
}

/** What the top bar chose for every page. */
export function useView(): View {
  const state = useSearch({ strict: false, shouldThrow: false }) as AddressState | undefined;
  return { period: state?.period, asOf: state?.as_of };
}
