/** The part of it that is used; the package has no types of its own. */
declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  interface RollOptions {
    readonly file: string;
    readonly frequency: 'daily';
    readonly dateFormat: string;
    /** `10m`, `1k`. */
    readonly size: string;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
    readonly sync: boolean;
    readonly mode: number;
    /** Bytes that may wait to be written; what exceeds them is dropped. */
    readonly maxLength: number;
  }

  export interface RollingFile extends DestinationStream {
    on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): this;
    on(event: 'write', listener: () => void): this;
    end(): void;
  }

  export default function roll(options: RollOptions): Promise<RollingFile>;
}
