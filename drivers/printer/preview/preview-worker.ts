/** The thread behind preview-thread.ts. */
import { parentPort } from 'node:worker_threads';
import { DeviceFault } from '../../driver.ts';
import { hireArtist } from '../raster/canvas-artist.ts';
import type { Answer, Question } from './preview-messages.ts';
import { previewPaper } from './preview.ts';

async function answer({ id, document, model }: Question): Promise<Answer> {
  try {
    return { id, paper: await previewPaper(document, model, hireArtist) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, message, isUnprintable: error instanceof DeviceFault };
  }
}

parentPort?.on('message', (question: Question) => {
  void answer(question).then((said) => parentPort?.postMessage(said));
});
