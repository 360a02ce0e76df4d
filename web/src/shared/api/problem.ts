/** One mistake in what was sent, with its place: `lines[2].amount`. */
export interface FieldProblem {
  path: string;
  code: string;
  text: string;
}

/** What the server answers instead of a result (RFC 9457), or that it did not answer at all. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldProblem[];
  /** Of a stale write: what is there now. */
  readonly current: unknown;

  constructor(
    status: number,
    code: string,
    text: string,
    fields: readonly FieldProblem[] = [],
    current?: unknown,
  ) {
    super(text);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.current = current;
  }

  get isStale(): boolean {
    return this.status === 412;
  }
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  path?: string;
  current?: unknown;
  errors?: { path?: string; code?: string; detail?: string; title?: string }[];
}

/** Reads a problem document; anything else that failed becomes a problem with the status as its code. */
export async function problemOf(response: Response): Promise<ProblemError> {
  let body: ProblemBody = {};
  try {
    body = (await response.json()) as ProblemBody;
  } catch {
    // A proxy's page instead of ours: the status must do.
  }
  const code = body.code ?? `http.${response.status}`;
  const text = body.detail ?? body.title ?? code;
  const own = body.path ? [{ path: body.path, code, text }] : [];
  const others = (body.errors ?? []).map((each) => ({
    path: each.path ?? '',
    code: each.code ?? code,
    text: each.detail ?? each.title ?? text,
  }));
  const fields = [...own, ...others].filter(
    (each, at, all) => all.findIndex((o) => o.path === each.path) === at,
  );
  return new ProblemError(response.status, code, text, fields, body.current);
}

/** No answer: the network is away or the server is being restarted. */
export function unreachable(): ProblemError {
  return new ProblemError(0, 'unreachable', 'unreachable');
}
