import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { startProcess } from '../../common';
import type { PictureAnswer, PictureRequest } from './picture-messages';

interface Waiting {
  readonly resolve: (png: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export interface PictureProcessOptions {
  /** Where avatars are. */
  readonly cdnUrl: string;
  /** Milliseconds a picture may take, the start of the process and its avatars included. */
  readonly limitMs: number;
  /** Milliseconds without a picture after which the process ends. */
  readonly idleMs: number;
  /** Pictures that may be on their way; more are refused. */
  readonly most: number;
}

/**
 * Asks a process of its own for pictures: what draws them holds some 200 MB that only the end of a process gives back, and
 * somebody else's image that crashes a decoder takes nothing else along. It starts with the first picture, ends when none
 * was wanted for a while, and is replaced at the next when it died. See docs/adr/0006-pictures.md.
 */
export class PictureProcess {
  private readonly waiting = new Map<number, Waiting>();
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | null = null;
  private lastId = 0;

  constructor(private readonly options: PictureProcessOptions) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Rejects when it takes too long, when there are too many, and when the drawing throws. */
  draw(request: Omit<PictureRequest, 'id'>): Promise<Buffer> {
    const { limitMs, most } = this.options;
    if (this.waiting.size >= most)
      return Promise.reject(new Error(`${most} pictures are on their way already`));
    const id = ++this.lastId;
    if (this.idle) clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // It hangs, or it would have thrown; whoever else waits would wait in vain.
        this.give(new Error(`No picture within ${limitMs} ms`));
      }, limitMs);
      this.waiting.set(id, { resolve, reject, timer });
      const child = (this.child ??= this.start());
      child.send({ ...request, id } satisfies PictureRequest, (error) => {
        if (error && this.child === child) this.give(error);
      });
    });
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child) return;
    child.ref();
    const exit = once(child, 'exit');
    this.give(new Error('The bot is stopping'));
    await exit;
  }

  private start(): ChildProcess {
    const child = startProcess(join(__dirname, '../drawing/picture.worker'), [this.options.cdnUrl]);
    child.on('message', (answer: PictureAnswer) => {
      this.settle(answer);
    });
    child.on('error', (error) => {
      if (this.child === child) this.give(error);
    });
    child.on('exit', (code, signal) => {
      if (this.child === child) this.give(new Error(`The picture process ended with ${signal ?? code}`));
    });
    // Neither it nor the way to it keeps the bot alive; who waits has a timer.
    child.unref();
    child.channel?.unref();
    return child;
  }

  private settle(answer: PictureAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    this.waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if (this.waiting.size === 0) this.rest();
    if ('error' in answer) waiting.reject(new Error(answer.error));
    else waiting.resolve(Buffer.from(answer.png));
  }

  private rest(): void {
    this.idle = setTimeout(() => {
      this.give(new Error('idle'));
    }, this.options.idleMs).unref();
  }

  /** Gives the process up, and what it was to draw. */
  private give(error: Error): void {
    if (this.idle) clearTimeout(this.idle);
    this.child?.kill('SIGKILL');
    this.child = null;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.waiting.clear();
  }
}
