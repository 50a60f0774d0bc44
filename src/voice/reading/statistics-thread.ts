import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';

import { startThread } from '../../common';
import type { AnswersTo, AnswerTo, QuestionName, QuestionOf, QuestionOfAll } from '../statistics/questions';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages';

interface Waiting {
  readonly resolve: (answers: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks a thread with a connection of its own, because SQLite answers synchronously and nothing may stand between the
 * gateway and its heartbeat. The thread starts with the first question; one that died is replaced at the next.
 */
export class StatisticsThread {
  private readonly waiting = new Map<number, Waiting>();
  private worker: Worker | null = null;
  private lastId = 0;

  constructor(private readonly databasePath: string) {}

  async ask<Name extends QuestionName>(
    name: Name,
    question: QuestionOf<Name>,
  ): Promise<AnswerTo<Name> | undefined> {
    return (await this.askAll([name], question as QuestionOfAll<Name>))?.[name];
  }

  /** Answers of one instant. */
  askAll<Name extends QuestionName>(
    names: readonly Name[],
    question: QuestionOfAll<Name>,
  ): Promise<AnswersTo<Name> | undefined> {
    const worker = (this.worker ??= this.start());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.ref();
      const message = { id, names, question: question as QuestionOf<QuestionName> };
      worker.postMessage(message satisfies WorkerQuestion);
    });
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = startThread(join(__dirname, 'statistics.worker'), { path: this.databasePath });
    worker.on('message', (message: WorkerAnswer) => {
      this.settle(message);
    });
    worker.on('error', (error) => {
      this.failAll(error);
    });
    worker.on('exit', (code) => {
      this.failAll(new Error(`The thread of the voice statistics ended with ${code}`));
      if (this.worker === worker) this.worker = null;
    });
    return worker;
  }

  private settle(message: WorkerAnswer): void {
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    // A thread with nothing to do must not keep the process alive.
    if (this.waiting.size === 0) this.worker?.unref();
    if ('error' in message) waiting?.reject(message.error);
    else waiting?.resolve(message.answers);
  }

  private failAll(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
