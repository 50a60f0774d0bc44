import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type PlatformsCall =
  | { readonly type: 'addresses' }
  | { readonly type: 'add'; readonly what: 'anime' | 'manga'; readonly count: number }
  | { readonly type: 'moveTo'; readonly now: number }
  | {
      readonly type: 'publish';
      readonly chapters: readonly { readonly mangaId: string; readonly chapter: string }[];
    }
  | { readonly type: 'schedule'; readonly animeId: string; readonly episode: number; readonly at: number }
  | { readonly type: 'requests' };

export interface PlatformsReply {
  readonly id: number;
  readonly value: unknown;
}

/** The sandbox's platforms in a process of their own, so that what they cost is not counted as the bot's. */
export class PlatformsProcess {
  private readonly waiting = new Map<number, (value: unknown) => void>();
  private lastId = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, value }: PlatformsReply) => {
      this.waiting.get(id)?.(value);
      this.waiting.delete(id);
    });
  }

  /** @param now what time it is there, in epoch milliseconds, until it is moved. */
  static async start(now: number): Promise<PlatformsProcess> {
    const child = fork(join(__dirname, 'platforms-host.ts'), [String(now)], {
      execArgv: ['-r', '@swc-node/register'],
    });
    await once(child, 'message');
    return new PlatformsProcess(child);
  }

  addresses(): Promise<{ anilistUrl: string; mangadexUrl: string }> {
    return this.ask({ type: 'addresses' });
  }

  /** @returns their ids. */
  add(what: 'anime' | 'manga', count: number): Promise<string[]> {
    return this.ask({ type: 'add', what, count });
  }

  moveTo(now: number): Promise<null> {
    return this.ask({ type: 'moveTo', now });
  }

  publish(chapters: readonly { mangaId: string; chapter: string }[]): Promise<null> {
    return this.ask({ type: 'publish', chapters });
  }

  schedule(animeId: string, episode: number, at: number): Promise<null> {
    return this.ask({ type: 'schedule', animeId, episode, at });
  }

  /** How many requests each has had so far. */
  requests(): Promise<{ anilist: number; mangadex: number }> {
    return this.ask({ type: 'requests' });
  }

  async close(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }

  private ask<T>(call: PlatformsCall): Promise<T> {
    const id = (this.lastId += 1);
    return new Promise((resolve) => {
      this.waiting.set(id, (value) => {
        resolve(value as T);
      });
      this.child.send({ id, call });
    });
  }
}
