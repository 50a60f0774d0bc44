import { parentPort, workerData } from 'node:worker_threads';

import type { ExportMessage, ExportOrder } from './export-messages';
import { exportTables } from './export-tables';

/** The thread's side of `DatabaseExport`. */
const send = (message: ExportMessage): void => {
  parentPort?.postMessage(message);
};

send({
  files: exportTables(workerData as ExportOrder, (progress) => {
    send({ progress });
  }),
});
