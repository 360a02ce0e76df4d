import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useView } from '../hooks/use-view';
import { ProblemError } from './problem';
import { type Method, newKey, type Query, type RequestOptions, request } from './request';

/** Reads are kept for half a minute; what the server announces as changed is read again at once. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) =>
          count < 2 && error instanceof ProblemError && (error.status === 0 || error.status === 503),
        refetchOnWindowFocus: false,
      },
    },
  });
}

/**
 * Every read of the API is under this key, then its path, so that a change can refresh all reads of a
 * resource.
 */
export const apiKey = (path: string | null, query: Query = {}) => ['api', path, query] as const;

interface ReadOptions {
  /** With the "as of" day of the address bar: for what has a history that can be asked for. */
  dated?: boolean;
  /** Milliseconds between reads while something is going on. */
  refetchInterval?: number | false;
  /** Show the former answer while the next one is read. */
  keep?: boolean;
}

/** Reads `path`; `null` reads nothing. */
export function useApi<T>(
  path: string | null,
  query: Query = {},
  options: ReadOptions = {},
): UseQueryResult<T, ProblemError> {
  const { asOf } = useView();
  const full = options.dated ? { ...query, as_of: asOf } : query;
  return useQuery<T, ProblemError>({
    queryKey: apiKey(path, full),
    queryFn: ({ signal }) => request<T>('GET', path as string, { query: full, signal }),
    enabled: path !== null,
    refetchInterval: options.refetchInterval ?? false,
    placeholderData: options.keep ? keepPreviousData : undefined,
  });
}

interface Write<Sent> {
  path: string | ((sent: Sent) => string);
  method?: Exclude<Method, 'GET'>;
  body?: (sent: Sent) => unknown;
  version?: (sent: Sent) => number | string | undefined;
  /** Paths whose reads are out of date afterwards: every read whose path begins with one of them. */
  refreshes?: readonly string[];
}

/** A write; repeated tries of one submission carry one idempotency key, so it happens once. */
export function useWrite<Sent, Got = unknown>(write: Write<Sent>) {
  const client = useQueryClient();
  return useMutation<Got, ProblemError, Sent>({
    mutationFn: async (sent) => {
      const path = typeof write.path === 'function' ? write.path(sent) : write.path;
      const options: RequestOptions = {
        body: write.body ? write.body(sent) : sent,
        version: write.version?.(sent),
        idempotencyKey: newKey(),
      };
      try {
        return await request<Got>(write.method ?? 'POST', path, options);
      } catch (error) {
        if (error instanceof ProblemError && error.status === 0) {
          return await request<Got>(write.method ?? 'POST', path, options);
        }
        throw error;
      }
    },
    onSuccess: () => refresh(client, write.refreshes ?? []),
  });
}

/** Marks every read under one of `paths` as out of date. */
export async function refresh(client: QueryClient, paths: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey }) =>
      queryKey[0] === 'api' && paths.some((path) => String(queryKey[1]).startsWith(path)),
  });
}
