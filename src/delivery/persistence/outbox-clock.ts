import { Injectable } from '@nestjs/common';

import { Clock } from '../../common';
import { ClockWatch, UnitOfWork } from '../../database';
import { MOVE_DUE_TIMES } from './outbox.sql';

/** After the clock was set back, messages wait no longer than they would have. */
@Injectable()
export class OutboxClock {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    watch: ClockWatch,
  ) {
    watch.whenSetBack((byMs) => this.correct(byMs));
  }

  private async correct(byMs: number): Promise<void> {
    const now = this.clock.now().getTime();
    await this.unitOfWork.writer.query(MOVE_DUE_TIMES, [now, byMs, now, byMs]);
  }
}
