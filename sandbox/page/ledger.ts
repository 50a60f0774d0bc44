import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { PageLedger, PageOwed } from './protocol';

interface OutboxRow {
  readonly id: number;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly next_attempt_at: number;
  readonly last_error: string | null;
  readonly type: string;
  readonly target_id: string;
}

const LATEST = 15;
const EMPTY: PageLedger = { pending: 0, sent: 0, refused: 0, withdrawn: 0, latest: [] };

/** What the bot owes and has sent, read from its own file beside it; nothing is ever written there. */
export class Ledger {
  private file: Database.Database | null = null;

  constructor(private readonly path: string) {}

  read(): PageLedger {
    try {
      return this.readFile();
    } catch {
      // The bot may be making the file at this moment.
      return EMPTY;
    }
  }

  close(): void {
    this.file?.close();
    this.file = null;
  }

  private readFile(): PageLedger {
    if (this.file === null) {
      if (!existsSync(this.path)) return EMPTY;
      this.file = new Database(this.path, { readonly: true, fileMustExist: true });
    }
    const counts = this.file
      .prepare('SELECT state, count(*) AS n FROM outbox_messages GROUP BY state')
      .all() as {
      state: string;
      n: number;
    }[];
    const rows = this.file
      .prepare(
        `SELECT m.id, m.kind, m.state, m.attempts, m.next_attempt_at, m.last_error, s.type, s.target_id
         FROM outbox_messages m JOIN subscribers s ON s.id = m.subscriber_id
         ORDER BY m.state = 'pending' DESC, m.id DESC LIMIT ?`,
      )
      .all(LATEST) as OutboxRow[];
    return {
      ...EMPTY,
      ...Object.fromEntries(counts.map(({ state, n }) => [state, n])),
      latest: rows.map(owedOf),
    };
  }
}

function owedOf(row: OutboxRow): PageOwed {
  const [, what = row.kind] = row.kind.split('.');
  return {
    id: row.id,
    to: row.target_id,
    what,
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    error: row.last_error,
  };
}
