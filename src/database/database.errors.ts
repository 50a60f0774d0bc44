import { DomainError } from '../common';
import { adviceFor, type Trouble } from './database-trouble';

export class NoUnitOfWorkError extends DomainError {
  constructor() {
    super(
      'no-unit-of-work',
      'Nothing was written: a write was attempted outside of UnitOfWork.run, or after the unit it belonged to had ended (is a promise not awaited?).',
      'fault',
    );
  }
}

/** A unit that cannot be committed although its work was fulfilled. */
export class UnitOfWorkCondemnedError extends DomainError {
  constructor(reason: string, options?: ErrorOptions) {
    super('unit-of-work-condemned', `Nothing was written: ${reason}.`, 'fault', options);
  }
}

/** The file, its folder or its disk is to blame. Whoever hosts the bot was told by `DatabaseHealth`; this is for the others. */
export class DatabaseTroubleError extends DomainError {
  constructor(
    readonly trouble: Trouble,
    options?: ErrorOptions,
  ) {
    super(
      'database-trouble',
      'I cannot save anything right now, so nothing was changed. Whoever hosts me has been told; please try again later.',
      'expected',
      options,
    );
  }
}

/** The file cannot be opened at all. */
export class DatabaseUnusableError extends DomainError {
  constructor(path: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice =
      adviceFor(cause, path) ?? `The database ${path} cannot be opened: ${reason}. Check DATABASE_PATH`;
    super('database-unusable', `${advice}, and start the bot again. Nothing was changed.`, 'fault', {
      cause,
    });
  }
}

/** Two processes would do everything twice. */
export class DatabaseInUseError extends DomainError {
  /** @param holder who has it, in words, if that could be read. */
  constructor(path: string, holder: string | null) {
    super(
      'database-in-use',
      `The database ${path} is in use by another pwr-bot (${holder ?? 'it does not say which'}). Stop that one first, or give this one a file of its own with DATABASE_PATH.`,
      'fault',
    );
  }
}

/** The file holds something that is not ours to change. */
export class ForeignDatabaseError extends DomainError {
  /** @param reason a sentence without its full stop, with what to do where there is something. */
  constructor(path: string, reason: string) {
    super(
      'foreign-database',
      `The database ${path} was left untouched: ${reason}. DATABASE_PATH names the file; where there is none, a new one is made.`,
      'fault',
    );
  }
}

/** A backup that is not whole does not count as one. */
export class BackupFailedError extends DomainError {
  constructor(backup: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      'backup-failed',
      `The backup ${backup} could not be made: ${reason}. The database was left as it was. Check that the folder may be written and has room for a second copy.`,
      'fault',
      { cause },
    );
  }
}

export class RestoreFailedError extends DomainError {
  constructor(backup: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      'restore-failed',
      `The backup ${backup} cannot be restored: ${reason}. The database is as it was. Take another backup.`,
      'fault',
      { cause },
    );
  }
}

export class MigrationFailedError extends DomainError {
  constructor(
    readonly migration: string,
    /** The newest migration that is applied, or null in an empty database. */
    readonly lastApplied: string | null,
    path: string,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = adviceFor(cause, path);
    const state = lastApplied === null ? 'still empty' : `as ${lastApplied} left it`;
    const cure =
      advice === null
        ? `Start the previous version of the bot to go on as before; if that version is older than ${
            lastApplied ?? 'this one'
          }, take the newer migrations back first, one at a time, with \`npm run migration:revert\``
        : `${advice}, and start the bot again`;
    super(
      'migration-failed',
      `Migration ${migration} failed: ${reason}. Nothing of it was applied; the database is ${state}. ${cure}.`,
      'fault',
      { cause },
    );
  }
}
