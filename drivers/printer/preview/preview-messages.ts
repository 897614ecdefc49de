/** What the host and its preview thread say to each other. */
import type { PrintDocument } from '../document.ts';
import type { PrinterModel } from '../models/model.ts';
import type { PaperPreview } from './preview.ts';

export interface Question {
  readonly id: number;
  readonly document: PrintDocument;
  readonly model: PrinterModel;
}

export type Answer = { readonly id: number } & (
  | { readonly paper: PaperPreview }
  /** `isUnprintable`: it is the document's fault. */
  | { readonly message: string; readonly isUnprintable: boolean }
);
