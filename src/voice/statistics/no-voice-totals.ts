import { VoiceTotals } from './voice-totals';

/** Keeps no totals: every question is answered from the sessions themselves. */
export class NoVoiceTotals extends VoiceTotals {
  add(): Promise<void> {
    return Promise.resolve();
  }

  subtract(): Promise<void> {
    return Promise.resolve();
  }
}
