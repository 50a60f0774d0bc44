import { count } from '../../common';
import { type DatabaseFacts, type MadeBackup, rowsInWords } from '../../database';
import { button, card, plain, row, text, timestamp, type View } from '../../discord';
import { DATABASE, DATABASE_BACKUP, DATABASE_CHECK, DATABASE_TIDY } from './meta.custom-ids';
import { bytes } from './size';

/** What came of a press. */
export type Done =
  | { readonly did: 'backup'; readonly backup: MadeBackup }
  | { readonly did: 'check'; readonly problems: readonly string[] }
  | { readonly did: 'tidy'; readonly bytes: number };

interface State {
  /** While something is being done nothing else can be. */
  readonly doing?: string;
  readonly done?: Done;
}

const BACKUPS_SHOWN = 5;
const PROBLEMS_SHOWN = 5;
const DAY_MS = 86_400_000;

export function databaseView(facts: DatabaseFacts, { doing, done }: State = {}): View {
  const disabled = doing !== undefined;
  return card(
    isDamaged(facts, done) ? 'bad' : done ? 'good' : 'info',
    ...(done ? [text(outcomeOf(done, facts))] : []),
    text(`## Database\n${[...fileLines(facts), careLine(facts), keptLine(facts)].join('\n')}`),
    text(backupLines(facts)),
    ...(doing === undefined ? [] : [text(`⏳ ${doing}`)]),
    row(
      button('Back up now', DATABASE_BACKUP.of({}), { disabled }),
      button('Check', DATABASE_CHECK.of({}), { disabled }),
      button('Give space back', DATABASE_TIDY.of({}), { disabled: disabled || !facts.givesBack }),
      button('Refresh', DATABASE.of({}), { disabled }),
    ),
  );
}

function isDamaged({ lastCheck }: DatabaseFacts, done?: Done): boolean {
  return done?.did === 'check' ? done.problems.length > 0 : (lastCheck?.problems ?? 0) > 0;
}

function outcomeOf(done: Done, facts: DatabaseFacts): string {
  if (done.did === 'tidy') {
    return done.bytes === 0
      ? '✅ There was nothing to give back. What the query planner knows is fresh.'
      : `✅ ${bytes(done.bytes)} were given back to the disk.`;
  }
  if (done.did === 'backup') {
    const { backup } = done;
    return `✅ Backed up ${rowsInWords(backup.rows)}, ${bytes(backup.bytes)}; the copy was checked and counted.\n\`${backup.path}\``;
  }
  if (done.problems.length === 0) return '✅ The database is sound.';
  const shown = done.problems.slice(0, PROBLEMS_SHOWN).map((problem) => `- ${plain(problem)}`);
  return [`⚠️ **The database is damaged.** ${restoring(facts)}`, ...shown].join('\n');
}

function fileLines({ path, size, free, logSize, givesBack }: DatabaseFacts): string[] {
  const rest = `of it ${bytes(free)} free; ${bytes(logSize)} in its log`;
  return [
    `\`${path}\``,
    `**Size** ${bytes(size)}, ${rest}`,
    ...(givesBack
      ? []
      : [
          '-# An earlier version made this file: it gives space back after one `npm run db:vacuum` with the bot stopped.',
        ]),
  ];
}

function careLine({ lastCheck }: DatabaseFacts): string {
  if (lastCheck === null) return '**Last check** none so far; each backup is checked';
  const found = lastCheck.problems === 0 ? 'sound' : `⚠️ ${count(lastCheck.problems, 'problem')}`;
  return `**Last check** ${timestamp(new Date(lastCheck.at), 'R')}: ${found}`;
}

function keptLine({ keptMs }: DatabaseFacts): string {
  const kept = Object.entries({
    'old releases': keptMs.items,
    'sent messages': keptMs.sent,
    'refused messages': keptMs.refused,
  }).map(([what, ms]) => `${what} ${ms === null ? 'for ever' : `for ${count(ms / DAY_MS, 'day')}`}`);
  return `**Kept** ${kept.join(', ')}`;
}

function backupLines(facts: DatabaseFacts): string {
  const { backups, backupEveryMs, backupsKept, backupFolder } = facts;
  const every = backupEveryMs === null ? 'by hand only' : `every ${count(backupEveryMs / 3_600_000, 'hour')}`;
  const lines = backups
    .slice(0, BACKUPS_SHOWN)
    .map(({ madeAt, bytes: size }) => `- ${timestamp(madeAt)} (${timestamp(madeAt, 'R')}), ${bytes(size)}`);
  const more = backups.length > BACKUPS_SHOWN ? [`- … and ${backups.length - BACKUPS_SHOWN} more`] : [];
  return [
    `### Backups\n${every}, the newest ${backupsKept} are kept in \`${backupFolder}\``,
    ...(lines.length === 0 ? ['- none yet'] : [...lines, ...more, `-# ${restoring(facts)}`]),
  ].join('\n');
}

/** Nobody can put another file in the place of the one that is open. */
function restoring({ backups: [newest] }: DatabaseFacts): string {
  return newest
    ? `To go back to the newest one, stop the bot and run \`npm run db:restore -- ${newest.path}\`, then start it. What came out since is then told again.`
    : 'There is no backup to go back to.';
}
