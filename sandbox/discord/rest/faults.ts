export interface FaultOptions {
  method?: string;
  /** A template such as `/channels/{channel_id}/messages`, or what the template or the path has to match. */
  route?: string | RegExp;
  /** How many requests it hits; 1 unless said. */
  times?: number;
  /** Answered instead of the real answer; absent together with `delayMs` only delays. */
  status?: number;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** `after`: the work is done and its answer is replaced or lost. */
  when?: 'before' | 'after';
  /** Closes the connection instead of answering. */
  drop?: boolean;
  /** Waits before the work, or with `after` before the answer. */
  delayMs?: number;
}

interface PlannedFault extends FaultOptions {
  times: number;
}

/** Trouble that tests order ahead of time. */
export class Faults {
  isOutage = false;
  private planned: PlannedFault[] = [];

  /** @param onOutage cuts what is connected when an outage begins. */
  constructor(private readonly onOutage: () => void) {}

  /** Spoils the next requests that match; orders are served in the order they were given. */
  next(fault: FaultOptions): void {
    this.planned.push({ ...fault, times: fault.times ?? 1 });
  }

  /** While on, the port stays open and every connection is dropped without an answer, the gateway's too. */
  outage(isOutage: boolean): void {
    this.isOutage = isOutage;
    if (isOutage) this.onOutage();
  }

  clear(): void {
    this.planned = [];
    this.isOutage = false;
  }

  take(method: string, route: string, path: string): FaultOptions | undefined {
    const fault = this.planned.find(
      (candidate) =>
        (candidate.method === undefined || candidate.method.toUpperCase() === method) &&
        matches(candidate.route, route, path),
    );
    if (fault === undefined) return undefined;
    fault.times -= 1;
    if (fault.times <= 0) this.planned.splice(this.planned.indexOf(fault), 1);
    return fault;
  }
}

function matches(wanted: string | RegExp | undefined, route: string, path: string): boolean {
  if (wanted === undefined) return true;
  if (typeof wanted === 'string') return wanted === path || shape(wanted) === shape(route);
  return wanted.test(route) || wanted.test(path);
}

/** `/channels/:id/messages` and `/channels/{channel_id}/messages` are the same route. */
function shape(route: string): string {
  return route.replaceAll(/\{[^}]*\}|:[^/]+/g, '{}');
}

/** What Discord says with a status when the order did not say it. */
export function bodyFor(status: number): Record<string, unknown> {
  switch (status) {
    case 401:
      return { message: '401: Unauthorized', code: 0 };
    case 403:
      return { message: 'Missing Access', code: 50001 };
    case 404:
      return { message: '404: Not Found', code: 0 };
    case 429:
      return { message: 'You are being rate limited.', retry_after: 0.3, global: false, code: 0 };
    default:
      return status >= 500
        ? { message: `${status}: Internal Server Error`, code: 0 }
        : { message: 'Invalid Form Body', code: 50035 };
  }
}
