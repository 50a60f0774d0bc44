import { parentPort, workerData } from 'node:worker_threads';

import type { QuestionName, QuestionOfAll } from '../statistics/questions';
import { Answers } from './answers';
import type { WorkerAnswer, WorkerQuestion } from './worker-messages';

/** The thread's side of `StatisticsThread`. */
const answers = new Answers((workerData as { path: string }).path);

parentPort?.on('message', (question: WorkerQuestion) => {
  parentPort?.postMessage(answerTo(question));
});

function answerTo({ id, names, question }: WorkerQuestion): WorkerAnswer {
  try {
    return { id, answers: answers.answerAll(names, question as QuestionOfAll<QuestionName>) };
  } catch (error) {
    return { id, error };
  }
}
