import 'fastify';
import { Exchange } from './exchange';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Needs no bot token: it carries its own in the path. */
    anonymous?: boolean;
  }
  interface FastifyRequest {
    exchange: Exchange;
    /** The answer was ordered to be spoilt after the work. */
    afterFault: import('./faults').FaultOptions | null;
  }
}
