/** The thread behind verify.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkCopy } from '../hot/check.ts';

parentPort?.postMessage(checkCopy(String(workerData)));
