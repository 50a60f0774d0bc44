import { parentPort, workerData } from 'node:worker_threads';

import type { ExportMessage, QueryOrder } from './export-messages';
import { exportQueries } from './export-queries';

/** The thread's side of `DatabaseExport.runQueries`. */
parentPort?.postMessage({ files: exportQueries(workerData as QueryOrder) } satisfies ExportMessage);
