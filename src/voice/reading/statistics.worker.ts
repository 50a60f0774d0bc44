import { parentPort, workerData } from 'node:worker_threads';

import type { QuestionName, QuestionOf } from '../statistics/questions';
import { Answers } from './answers';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages';

/** The thread's side of `StatisticsThread`. */
const answers = new Answers((workerData as { path: string }).path);

parentPort?.on('message', ({ id, name, question }: WorkerQuestion) => {
  parentPort?.postMessage(answerTo(id, name, question));
});

function answerTo<Name extends QuestionName>(
  id: number,
  name: Name,
  question: QuestionOf<Name>,
): WorkerAnswer {
  try {
    return { id, answer: answers.answer(name, question) };
  } catch (error) {
    return { id, error };
  }
}
