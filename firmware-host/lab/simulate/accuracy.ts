import { isInside } from '../../domain/wait/range.ts';
import { predictors, type Forecasts, type Predictor } from './forecasts.ts';

const MS_PER_MINUTE = 60_000;

export interface Score {
  /** Root of the mean squared error. */
  readonly rmseMinutes: number;
  /** Mean of expected − waited: above 0 it promises too long a wait. */
  readonly biasMinutes: number;
  /** Visitors who were called within the range that the predictor gives. */
  readonly insideShare: number;
}

/** How far the predictors were off, all over the same visitors. */
export class Accuracy {
  visitors = 0;
  readonly #errors = new Map<Predictor, { squared: number; sum: number; inside: number }>();

  add(forecasts: NonNullable<Forecasts>, waitedMs: number): void {
    this.visitors += 1;
    for (const predictor of predictors) {
      const forecast = forecasts[predictor];
      const errorMinutes = (forecast.expectedMs - waitedMs) / MS_PER_MINUTE;
      const { squared, sum, inside } = this.#errors.get(predictor) ?? { squared: 0, sum: 0, inside: 0 };
      this.#errors.set(predictor, {
        squared: squared + errorMinutes * errorMinutes,
        sum: sum + errorMinutes,
        inside: inside + Number(isInside(forecast.range, waitedMs)),
      });
    }
  }

  scoreOf(predictor: Predictor): Score | null {
    const errors = this.#errors.get(predictor);
    if (errors === undefined) return null;
    return {
      rmseMinutes: Math.sqrt(errors.squared / this.visitors),
      biasMinutes: errors.sum / this.visitors,
      insideShare: errors.inside / this.visitors,
    };
  }
}
