import { DomainError } from '../common';

export class MonitoringUnavailableError extends DomainError {
  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    super(
      'monitoring-unavailable',
      `Health and metrics cannot be served on ${host} port ${port} (${cause.code ?? cause.message}): change HTTP_HOST or HTTP_PORT, or end what uses that port.`,
      'fault',
      { cause },
    );
  }
}
